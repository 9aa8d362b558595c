"""Captions told by the picture agency that closes them: an article with its agencies goes in, removals come out.

"The minister in Madrid on Monday. EFE/Lucía Campos" names no label of a picture, yet no paragraph of a story closes so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from newsclean.agencies.scene import sort_credits
from newsclean.article import AgencyCredit, Article
from newsclean.rules.tails import LONGEST_CAPTION
from newsclean.rules.words import ends_sentence, looks_like_names, looks_like_prose
from newsclean.steps.removal import Removal

LONGEST_BARE = 250
"""Code points of a caption whose credit stands in no bracket: a sentence or two."""
LONGEST_CREDIT = 100
"""Code points from the end of the caption's last sentence to the end of the line."""
_REASON = "closes with the agency that a picture is from"
_BY_NEIGHBOURS = ("after-caption", "after-name", "alone", "label-above", "caption")
"""Rules that read a mark by what stands round its line: what they say could change when a text is cleaned again."""
_BOUNDARY = re.compile(r"^|[.!?…。！？।؟۔][\"”’»]?\s*|[(\[（【]\s*")
_CLOSED = re.compile(r"[)\]）】]\.?\s*$")


def find_captions(article: Article, gone: Collection[int]) -> dict[int, Removal]:
    """Give the passages that close with a picture's agency, but for the last paragraph: there it may sign the text.

    ``gone`` are the places of passages that are out already.

    >>> from newsclean.article import Passage
    >>> from newsclean.edits import Span
    >>> source = "The harbour on Monday. EFE/Ana Ruiz\\n\\nThe storm that came from the sea closed it for a week."
    >>> credit = AgencyCredit("efe", "photo_credit", Span(23, 26), "EFE", "photo-credit.any.photographer", 0.85)
    >>> article = Article("a", source, (Passage(Span(0, 35)), Passage(Span(37, len(source)))), agencies=(credit,))
    >>> find_captions(article, ())
    {0: Removal(rule='photo-credit.any.photographer', reason='closes with the agency that a picture is from')}
    """
    if not any(credit.role == "photo_credit" for credit in article.agencies):
        return {}
    texts = [passage.span.text(article.source) for passage in article.passages]
    last = max((i for i, text in enumerate(texts) if i not in gone and looks_like_prose(text)), default=-1)
    found = {}
    for index, credits in sort_credits(article).items():
        place = -1 if index in gone else find_credit(texts[index], article.passages[index].span.start, credits)
        if place >= 0 and (index < last or not looks_like_prose(texts[index][:place])):
            found[index] = Removal(credits[-1].rule, _REASON)
    return found


def find_credit(text: str, start: int, credits: Sequence[AgencyCredit]) -> int:
    """Give the place (code points) of the picture's credit that closes the passage at ``start``, -1 where none does.

    It stands in a bracket or behind the last sentence, and holds nothing but agencies and names.
    """
    pictures = [credit for credit in credits if credit.role == "photo_credit" and _is_shown(credit)]
    if not pictures or pictures[-1] is not credits[-1] or len(text) > LONGEST_CAPTION:
        return -1
    bracketed = _CLOSED.search(text) is not None
    first, end = pictures[0].span.start - start, pictures[-1].span.end - start
    place = [found.end() for found in _BOUNDARY.finditer(text, 0, first)][-1]
    if len(text) - place > LONGEST_CREDIT or (not bracketed and (len(text) > LONGEST_BARE or ends_sentence(text))):
        return -1
    beside = (text[place:first], text[end:])
    return place if all(looks_like_names(part) for part in beside if re.search(r"\w", part)) else -1


def _is_shown(credit: AgencyCredit) -> bool:
    """Tell whether the line itself shows that a picture is credited."""
    return credit.rule.rsplit(".", 1)[-1] not in _BY_NEIGHBOURS
