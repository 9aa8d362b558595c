"""The tables of languages and scripts: complete, consistent, and in plain spelling."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import langdetect

from newsclean.language.tables import known_codes, read_languages, read_scripts


def test_every_profile_has_a_language() -> None:
    profiles = {path.name for path in Path(langdetect.PROFILES_DIRECTORY).iterdir() if path.is_file()}
    assert profiles == {language.profile for language in read_languages()}


def test_codes_are_unique_and_every_spelling_means_one() -> None:
    languages = read_languages()
    assert max(Counter(language.code for language in languages).values()) == 1
    assert set(known_codes().values()) >= {language.code for language in languages}


def test_every_language_is_written_in_a_known_script() -> None:
    names = {script.name for script in read_scripts()}
    assert {language.script for language in read_languages()} <= names


def test_scripts_share_no_code_point() -> None:
    ranges = sorted(span for script in read_scripts() for span in script.ranges)
    assert all(first[1] < second[0] for first, second in zip(ranges, ranges[1:], strict=False))


def test_words_are_in_small_letters_and_listed_once() -> None:
    for language in read_languages():
        assert [word for word in language.words if word != word.lower()] == []
        assert len(language.words) == len(set(language.words)), language.code


def test_languages_of_a_shared_script_list_their_small_words() -> None:
    scripts = {script.name for script in read_scripts() if not script.alone and script.weight < 3}
    assert [each.code for each in read_languages() if each.script in scripts and len(each.words) < 30] == []
