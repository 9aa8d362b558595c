"""Site rules in the ftr-site-config format: which files serve a site, what they strip, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsclean.errors import RuleError
from newsclean.sites.rules import SiteRules, check_site_rules

html = pytest.importorskip("lxml.html")
PAGE = """<html><body><div class="story main"><p>Kept.</p><p class="teaser">By path.</p> Tail stays.
<div id="promo-box">By name. <p class="teaser">Inside it.</p></div><img src="ads/1.gif">
<img src="a.jpg"></div></body></html>"""


def left(directory: Path, site: str) -> str:
    tree = html.fromstring(PAGE)
    SiteRules(str(directory)).prune(tree, site)
    images = " ".join(image.get("src") for image in tree.iter("img"))
    return " ".join(f"{tree.text_content()} {images}".split())


WHOLE = "Kept.By path. Tail stays. By name. Inside it. ads/1.gif a.jpg"
RULES = {
    "an XPath": ("strip: //p[@class='teaser']", "Kept. Tail stays. By name. ads/1.gif a.jpg"),
    "an XPath without its slashes": ("strip: p[@class='teaser']", "Kept. Tail stays. By name. ads/1.gif a.jpg"),
    "a piece of a name": ("strip_id_or_class: promo", "Kept.By path. Tail stays. ads/1.gif a.jpg"),
    "a piece of a name in quotes": ('strip_id_or_class: "promo"', "Kept.By path. Tail stays. ads/1.gif a.jpg"),
    "a piece of an address": ("strip_image_src: ads/", "Kept.By path. Tail stays. By name. Inside it. a.jpg"),
    "other directives": ("title: //h1\nreplace_string(<a (x)>): <b>\ntest_url: http://example.org/a\n# end", WHOLE),
    "a text, no element": ("strip: //p/text()", WHOLE),
    "everything": ("strip: /html", WHOLE),
}  # fmt: skip


@pytest.mark.parametrize("label", RULES)
def test_what_is_stripped(tmp_path: Path, label: str) -> None:
    rules, text = RULES[label]
    (tmp_path / "example.org.txt").write_text(rules, encoding="utf-8")
    assert left(tmp_path, "example.org") == text


SITES = [
    ("example.org.txt", "example.org", True),
    ("www.example.org.txt", "example.org", True),
    ("example.org.txt", "news.example.org", False),
    (".example.org.txt", "news.example.org", True),
    ("global.txt", "example.com", True),
    ("example.org.txt", "", False),
]


@pytest.mark.parametrize(("file", "site", "serves"), SITES)
def test_which_file_serves_a_site(tmp_path: Path, file: str, site: str, serves: bool) -> None:
    (tmp_path / file).write_text("strip_id_or_class: story", encoding="utf-8")
    assert (left(tmp_path, site) == "") is serves


WRONG = {
    "no directive": ("title: //h1\nstrip //p", "line 2"),
    "no value": ("strip:", "line 1"),
    "no XPath": ("\n\nstrip: //p[", "line 3"),
    "an unknown function": ("strip: //p[nonsense()]", "line 1"),
}


@pytest.mark.parametrize("label", WRONG)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, label: str) -> None:
    text, place = WRONG[label]
    (tmp_path / "example.org.txt").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=rf"example\.org\.txt: {place}"):
        left(tmp_path, "example.org")


def test_a_directory_can_be_checked(tmp_path: Path) -> None:
    (tmp_path / "a.org.txt").write_text("strip: //p\nstrip: //i\nbody: //div", encoding="utf-8")
    assert check_site_rules(str(tmp_path)) == 2
    (tmp_path / "b.org.txt").write_text("strip: //p[", encoding="utf-8")
    with pytest.raises(RuleError, match=r"b\.org\.txt: line 1"):
        check_site_rules(str(tmp_path))
