"""The line judge: the lines of one article go in, a verdict with its reasons for each comes out.

It sees shapes, places and neighbours, never words: one small model serves every language.
"""

from newsclean.judge.features import STAYS
from newsclean.judge.judge import LineJudge, Verdict, WorkingPoint

__all__ = ["STAYS", "LineJudge", "Verdict", "WorkingPoint"]
