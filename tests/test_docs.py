"""The documents are true: what they show runs, what they name exists, what is generated is not stale."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean
from newsclean.cli import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_python_of_the_readme_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names: dict[str, newsclean.Article] = {}
    for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL):
        exec(compile(block, "README.md", "exec"), {}, names)
    article = names["article"]
    assert article.text == "Rain fell on Athens on Monday."
    assert [credit.agency for credit in article.credits] == ["amna"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_command_that_the_readme_names_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```\n.*?```|`[^`\n]+`", readme, re.DOTALL)  # prose may say that newsclean does something
    named = set(re.findall(r"newsclean ([a-z]+)", "\n".join(shown)))
    assert named and named <= set(COMMANDS)


def test_what_is_generated_is_not_stale() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "write_docs", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
