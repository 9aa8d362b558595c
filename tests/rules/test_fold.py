"""The fold: what a line folds to depends on no other character of the line, whichever table it goes through."""

from __future__ import annotations

import pytest

from newsclean.rules.fold import fold

CHARACTERS = [chr(code) for code in range(0x3100) if not 0xD800 <= code <= 0xDFFF]


@pytest.mark.parametrize("company", ["a", "é", "Ά", "Ж", "ğ", "ł", "ų", "中", "\udc92", "éΆ中"])
def test_company_changes_nothing(company: str) -> None:
    alone = fold(company)
    assert [fold(company + character) for character in CHARACTERS] == [alone + fold(c) for c in CHARACTERS]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("READ\tAlso: `more`", "read also: 'more'"),
        ("„Größe“ – très cher…", '"große" - tres cher…'),
        ("ΟΔΟΣ Ὀδυσσέως", "οδοσ οδυσσεωσ"),
        ("ЁЛКА «Й»", 'елка "и"'),
        ("İstanbul ığdır", "istanbul igdir"),
        ("Zażółć ČESKÝ", "zazołc cesky"),
        ("（更多）：\u3000点击", "(更多): 点击"),
        ("पढ़ें 가나", "पढ़ें 가나"),
    ],
)
def test_what_lines_fold_to(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)
