"""What a shape says of a group of marks: a role, the rule that decided, and how much it proves."""

from __future__ import annotations

from typing import Literal, NamedTuple

from newsclean.article import CreditRole

Proof = Literal[0, 1, 2]
"""2 lets a weak mark count, 1 a doubtful one, 0 only a plain one."""


class Verdict(NamedTuple):
    """A role with the id of its rule, what it proves, and how sure it is (0 to 1)."""

    role: CreditRole
    rule: str
    proof: Proof = 0
    score: float = 0.9
