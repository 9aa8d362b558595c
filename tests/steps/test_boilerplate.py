"""Residue at the edge of a text: what goes leaves no blank line behind, whoever takes it."""

from __future__ import annotations

import pytest

from newsclean.article import Failure
from newsclean.config import Config, Judge
from newsclean.formats.documents import Document
from newsclean.pipeline import Pipeline


@pytest.mark.parametrize("judge", ["off", "balanced"])
def test_a_caption_that_is_all_of_the_first_line_leaves_no_blank_line(judge: Judge) -> None:
    source = "Flood water stood in the old town for a week (Image: GETTY)\nThe mayor said on Monday that it had gone."
    article = Pipeline(Config(judge=judge)).run(Document("a", source))
    assert not isinstance(article, Failure)
    assert article.text == "The mayor said on Monday that it had gone."
