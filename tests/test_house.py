"""The rules of the house that a program can check: sizes, signatures, docstrings, and words only in data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "newsclean").rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def body_lines(function: Function) -> int:
    """Count the lines of a function without its docstring and decorators."""
    body = function.body
    text = body[0].value if isinstance(body[0], ast.Expr) else None
    described = isinstance(text, ast.Constant) and isinstance(text.value, str)
    documented = (body[0].end_lineno or 0) - body[0].lineno + 1 if described else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


def test_modules_are_small() -> None:
    long = {str(path): count for path in MODULES if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300}
    assert not long


def test_functions_are_small() -> None:
    lengths = {f"{path.name}:{f.name}": body_lines(f) for path in MODULES for f in functions(path)}
    assert not {name: length for name, length in lengths.items() if length > 30}
    assert median(lengths.values()) <= 8


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_public_signatures_have_no_boolean(path: Path) -> None:
    for function in functions(path):
        arguments = function.args.args + function.args.kwonlyargs
        flags = [a.arg for a in arguments if isinstance(a.annotation, ast.Name) and a.annotation.id == "bool"]
        assert function.name.startswith("_") or not flags, f"{function.name}({', '.join(flags)})"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_holds_no_words_of_other_scripts(path: Path) -> None:
    """Words are data: letters of other scripts may stand in docstrings and comments, in no string of code."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in described:
            words = re.findall(r"[^\W\d_a-zA-Z\u00c0-\u024f]{3,}", node.value)
            assert not words, f"line {node.lineno}: {words}"


def test_no_global_statement() -> None:
    for path in MODULES:
        assert not any(
            isinstance(node, ast.Global) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        ), path


def test_one_place_catches_everything() -> None:
    broad = [
        str(p.relative_to(ROOT)) for p in MODULES if re.search(r"except (?:Base)?Exception\b|except:", p.read_text())
    ]
    assert broad == ["newsclean/pipeline.py"]
