"""Starting must stay cheap: what is loaded by an import is a list that may not grow unseen."""

from __future__ import annotations

import subprocess
import sys

import pytest


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; before = set(sys.modules); {statement}; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.split("\n")[-2].split()}


def third_party(names: set[str]) -> set[str]:
    return {name for name in names if name not in sys.stdlib_module_names and not name.startswith("_")}


def test_the_package_loads_nothing_but_itself() -> None:
    assert third_party(loaded_by("import newsclean")) == {"newsclean"}


def test_the_command_line_loads_click_and_nothing_else() -> None:
    assert third_party(loaded_by("import newsclean.cli")) <= {"newsclean", "click", "colorama"}


def test_help_loads_no_command() -> None:
    statement = "import newsclean.cli as c; c.cli(['--help'], standalone_mode=False)"
    assert third_party(loaded_by(statement)) <= {"newsclean", "click", "colorama"}


@pytest.mark.parametrize("statement", ["import newsclean; newsclean.clean('Rain fell on Athens on Monday.')"])
def test_cleaning_never_loads_a_translation_engine(statement: str) -> None:
    assert not loaded_by(statement) & {"torch", "transformers", "ctranslate2", "sentencepiece"}
