"""Which language to speak, and what languages are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import languages
from content.choices import Join, SetLanguage, pack, unpack
from content.ids import ActionId


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
        ("tr", "en"),
        ("uk", "en"),  # near Russian, and greeted in it by nobody who was not asked
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
        ("ku", "en", "Kurdish"),
        ("ku", "ar", "الكردية"),
        ("kmr", "es", "kurdo"),
        ("ckb", "ckb", "کوردیی ناوەندی"),
        ("fa-AF", "fr", "dari"),
        ("prs", "ru", "дари"),
        ("ti", "es", "tigriña"),
        ("ti", "ti", "ትግርኛ"),
        ("zh-Hans", "en", "Simplified Chinese"),
        ("zh-Hans", "ar", "الصينية المبسطة"),
        ("ksw", "fr", "S'gaw Karen"),  # nobody has a French name for it
        ("fr", "nonsense", "French"),
        ("!!", "en", "!!"),
        ("", "en", ""),
    ],
)
def test_what_languages_are_called(tag: str, language: str, called: str) -> None:
    assert languages.name(tag, language) == called


@pytest.mark.parametrize(
    ("guessed", "tag"),
    [
        ("tr", "tr"),
        ("pt-br", "pt-BR"),
        ("PT_pt", "pt"),
        ("en-US", "en"),  # the country says nothing about what somebody can read
        ("fr-CH", "fr"),
        ("zh-hans", "zh-Hans"),
        ("zh-CN", "zh"),
        ("zh-TW", "zh-Hant"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr-ME", "sr-Latn"),
        ("prs", "fa-AF"),
        ("iw", "he"),
        ("kmr", "ku"),
        ("ckb", "ckb"),
        ("de-CH-1996-x-private", "de"),
        ("und", "en"),
        ("mul", "en"),
        ("qaa", "en"),
        ("x-private", "en"),
        ("xx", "en"),
        ("English", "en"),
        ("en-GB\0", "en"),
        ("tr" * 20, "en"),
        ("", "en"),
    ],
)
def test_a_platforms_guess_becomes_a_short_tag(guessed: str, tag: str) -> None:
    assert languages.known(guessed) == tag


HOSTILE = st.text(max_size=60) | st.from_regex(r"[a-zA-Z]{1,9}([-_][a-zA-Z0-9]{1,9}){0,6}", fullmatch=True)


@given(HOSTILE)
def test_whatever_is_guessed_fits_into_a_button(guessed: str) -> None:
    tag = languages.known(guessed)
    assert languages.known(tag) == tag
    for choice in (Join(tag, ActionId(2**31 - 1)), SetLanguage(tag, ActionId(2**31 - 1))):
        assert unpack(pack(choice)).choice == choice
    assert languages.name(tag, tag)
    assert languages.interface(tag) in languages.INTERFACE
    assert languages.direction(tag) in ("ltr", "rtl")


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("tr", "tr"),
        ("FR", "fr"),
        ("en-GB", "en"),
        ("turkish", "tr"),
        ("Türkçe", "tr"),
        ("  français ", "fr"),
        ("немецкий", "de"),
        ("alemán", "de"),
        ("العربية", "ar"),
        ("中文", "zh"),
        ("Chinese (Traditional)", "zh-Hant"),
        ("Brazilian Portuguese", "pt-BR"),
        ("Kurmanji", "ku"),
        ("sorani", "ckb"),
        ("Dari", "fa-AF"),
        ("Tigrinya", "ti"),
        ("castellano", "es"),
        ("Kurdish (Sorani)", "ckb"),
        ("Atlantean", None),
        ("?", None),
        ("\x00", None),
        ("", None),
        ("Turkish" * 20, None),
    ],
)
def test_a_language_as_people_name_it(said: str, tag: str | None) -> None:
    assert languages.find(said) == tag


@given(HOSTILE)
def test_whatever_is_typed_is_a_language_or_none(said: str) -> None:
    found = languages.find(said)
    assert found is None or languages.known(found) == found


@given(st.sampled_from(["tr", "ku", "ckb", "fa-AF", "zh-Hant", "pt-BR", "uk", "am", "my", "so", "he"]))
def test_a_language_is_found_by_its_names(tag: str) -> None:
    for spoken in (tag, "en", "fr", "es", "ar", "ru"):
        assert languages.find(languages.name(tag, spoken)) in (tag, tag.partition("-")[0])


def test_a_list_of_languages_is_a_list_of_the_readers() -> None:
    assert languages.named([], "en") == ""
    assert languages.named(["en"], "fr") == "anglais"
    assert languages.named(["en", "fr"], "en") == "English and French"
    assert languages.named(("en", "fr", "ku"), "fr") == "anglais, français et kurde"
    assert languages.named(("en", "fr"), "ar") == "الإنجليزية والفرنسية"
    assert languages.named(("en", "fr"), "ru") == "английский и французский"
    assert languages.named(("en", "??"), "nonsense") == "English and ??"


@pytest.mark.parametrize(
    ("tag", "way"),
    [("ar", "rtl"), ("fa-AF", "rtl"), ("ckb", "rtl"), ("he", "rtl"), ("uz-Arab", "rtl"), ("ku", "ltr"), ("??", "ltr")],
)
def test_which_way_a_language_runs(tag: str, way: str) -> None:
    assert languages.direction(tag) == way


@given(st.text(max_size=30), st.lists(st.sampled_from(["en", "fr", "ar", "zh-Hant", "??"]), min_size=1))
def test_any_tag_gives_one_of_the_texts(tag: str, available: list[str]) -> None:
    assert languages.best(tag, available) in available
    assert languages.interface(tag) in languages.INTERFACE
    assert languages.name(tag, tag) or not tag
