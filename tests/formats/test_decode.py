"""Bytes become text by their declaration, their marks, or what they look like, and come back as they were."""

import codecs
import hashlib

import pytest

from newsclean.errors import DecodeError, InputError
from newsclean.formats.decode import decode, encode

GREEK = "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία. Άμεση ήταν η αντίδραση των συνδικάτων της χώρας."
TEXTS = {
    "cp1253": GREEK,
    "iso8859-7": GREEK,
    "cp1251": "Правительство объявило о новых мерах поддержки экономики, сообщил министр финансов в понедельник.",
    "koi8-r": "Правительство объявило о новых мерах поддержки экономики, сообщил министр финансов в понедельник.",
    "cp1250": "Rząd ogłosił w poniedziałek nowe środki wsparcia dla gospodarki, powiedział minister Łukasz Żak.",
    "iso8859-2": "Vláda v pondělí oznámila nová opatření na podporu hospodářství, řekl ministr financí v Praze.",
    "cp1252": "Le gouvernement a annoncé lundi de nouvelles mesures pour l’économie, a déclaré le ministre.",
    "cp1254": "Hükümet pazartesi günü ekonomi için yeni önlemler açıkladı, dedi maliye bakanı İstanbul'da.",
    "cp1255": "הממשלה הודיעה ביום שני על צעדים חדשים לתמיכה בכלכלה, אמר שר האוצר לעיתונאים בירושלים.",
    "cp1256": "أعلنت الحكومة يوم الاثنين إجراءات جديدة لدعم الاقتصاد، قال وزير المالية للصحفيين في القاهرة.",
    "cp1257": "Vyriausybė pirmadienį paskelbė naujas ekonomikos rėmimo priemones, žurnalistams sakė finansų ministras.",
    "gb18030": "政府星期一宣布了支持经济的新措施，财政部长在北京对记者说。",
    "big5": "政府星期一宣布了支持經濟的新措施，財政部長在台北對記者說。",
    "shift_jis": "政府は月曜日、経済を支援する新しい対策を発表したと財務大臣が記者団に語った。",
    "euc-jp": "政府は月曜日、経済を支援する新しい対策を発表したと財務大臣が記者団に語った。",
    "euc-kr": "정부는 월요일 경제를 지원하기 위한 새로운 대책을 발표했다고 재무장관이 기자들에게 말했다.",
    "tis-620": "รัฐบาลประกาศมาตรการใหม่เพื่อสนับสนุนเศรษฐกิจเมื่อวันจันทร์ รัฐมนตรีกล่าวกับผู้สื่อข่าว",
    "utf-16-le": GREEK,
    "utf-16-be": GREEK,
    "utf-32-le": GREEK,
    "iso2022_jp": "政府は月曜日に発表した。",
    "utf-8": GREEK,
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_undeclared_bytes_are_read_exactly_and_come_back(encoding: str) -> None:
    data = TEXTS[encoding].encode(encoding)
    found = decode(data, "a.txt")
    assert found.text == TEXTS[encoding]
    assert encode(found.text, found.encoding, found.bom) == data
    assert 0.5 < found.confidence <= 1
    assert found.sha256 == hashlib.sha256(data).hexdigest()


def test_one_greek_credit_at_the_end_of_an_english_page_is_enough() -> None:
    text = "The minister resigned on Friday.\n\nElections follow in May.\n\nSource: ΑΠΕ-ΜΠΕ- AFP"
    assert decode(text.encode("cp1253"), "a.txt").text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_comes_back(mark: bytes, encoding: str) -> None:
    data = mark + "Ναι, plain".encode(encoding)
    found = decode(data, "a.txt")
    assert (found.text, found.encoding, found.bom, found.confidence) == ("Ναι, plain", encoding, encoding, 1.0)
    assert encode(found.text, found.encoding, found.bom) == data


def test_a_declared_encoding_overrides_what_the_bytes_look_like() -> None:
    found = decode("Ναι".encode(), "a.txt", "latin-1")
    assert found.text == "Î\x9dÎ±Î¹"
    assert (found.encoding, found.confidence) == ("iso8859-1", 1.0)


def test_bytes_that_do_not_fit_what_was_declared_are_refused_with_the_place() -> None:
    with pytest.raises(DecodeError) as caught:
        decode(b"plain \xe1", "a.txt", "utf-8")
    assert (caught.value.path, caught.value.encoding, caught.value.offset) == ("a.txt", "utf-8", 6)


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DecodeError, match="no such encoding"):
        decode(b"plain", "a.txt", "klingon-8")


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x01\x01\x00" * 40, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, bytes(100)]
)
def test_binary_files_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match="no text"):
        decode(data, "a.bin")


def test_empty_input_is_empty_text() -> None:
    assert decode(b"", "a.txt").text == ""


def test_utf_8_that_was_cut_in_a_letter_is_utf_8() -> None:
    data = GREEK.encode()[:-2]
    found = decode(data, "a.txt")
    assert (found.encoding, found.confidence < 1) == ("utf-8", True)
    assert encode(found.text, found.encoding, found.bom) == data


def test_a_character_that_an_encoding_does_not_have_is_named() -> None:
    with pytest.raises(InputError, match="write utf-8"):
        encode("Ναι", "cp1252")
