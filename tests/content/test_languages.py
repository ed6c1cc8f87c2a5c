"""Which language to speak, and what languages are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import languages


@pytest.mark.parametrize(
    ("tag", "spoken"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("FR_be", "fr"),
        ("en-GB", "en"),
        ("br", "fr"),
        ("de", "en"),
        ("", "en"),
        ("??", "en"),
    ],
)
def test_the_interface_language_for_a_platforms_guess(tag: str, spoken: str) -> None:
    assert languages.interface(tag) == spoken


@pytest.mark.parametrize(
    ("wanted", "available", "found"),
    [
        ("fr", ("en", "fr"), "fr"),
        ("fr-CA", ("en", "fr"), "fr"),
        ("pt", ("en", "pt-BR"), "pt-BR"),
        ("es", ("fr", "en"), "en"),
        ("es", ("fr", "ar"), "fr"),
        ("uk", ("ru", "en"), "en"),  # near is not the same: nobody is given a neighbour's language to sign
        ("", ("fr",), "fr"),
    ],
)
def test_the_letter_somebody_can_put_their_name_to(wanted: str, available: tuple[str, ...], found: str) -> None:
    assert languages.best(wanted, available) == found


def test_without_a_text_there_is_no_best_one() -> None:
    with pytest.raises(ValueError, match="no text"):
        languages.best("fr", ())


@pytest.mark.parametrize(
    ("tag", "language", "called"),
    [
        ("fr", "en", "French"),
        ("en", "fr", "anglais"),
        ("ar", "ar", "العربية"),
        ("pt-BR", "fr", "portugais brésilien"),
        ("tet", "en", "Tetum"),
        ("fr", "nonsense", "French"),
        ("!!", "en", "!!"),
        ("", "en", ""),
    ],
)
def test_what_languages_are_called(tag: str, language: str, called: str) -> None:
    assert languages.name(tag, language) == called


@given(st.text(max_size=30), st.lists(st.sampled_from(["en", "fr", "ar", "zh-Hant", "??"]), min_size=1))
def test_any_tag_gives_one_of_the_texts(tag: str, available: list[str]) -> None:
    assert languages.best(tag, available) in available
    assert languages.interface(tag) in languages.INTERFACE
    assert languages.name(tag, tag) or not tag
