"""A country as people type it."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.places import countries


@pytest.mark.parametrize("typed", ["USA", "US", "us", "U.S.", "u. s. a.", "America", "the United States", "EE.UU."])
def test_the_united_states_by_any_name(typed: str) -> None:
    assert countries.code(typed) == "US"


@pytest.mark.parametrize(
    "typed", ["UK", "u.k.", "GB", "England", "SCOTLAND", " wales ", "Great-Britain", "Northern Ireland", "Angleterre"]
)
def test_the_united_kingdom_and_its_parts(typed: str) -> None:
    assert countries.code(typed) == "GB"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("france", "FR"),
        ("FRA", "FR"),
        ("Turkey", "TR"),
        ("türkiye", "TR"),
        ("turkiye", "TR"),
        ("cote d'ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Saint Lucia", "LC"),
        ("Trinidad and Tobago", "TT"),
        ("The Gambia", "GM"),
        ("Russian Federation", "RU"),
        ("Republic of Korea", "KR"),
        ("Kingdom of Denmark", "DK"),
        ("Congo (Kinshasa)", "CD"),
        ("Holland", "NL"),
        ("Kosovo", "XK"),
        ("NO", "NO"),
    ],
)
def test_a_country_in_english(typed: str, found: str) -> None:
    assert countries.code(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Deutschland", "DE"), ("espana", "ES"), ("Россия", "RU"), ("المغرب", "MA"), ("中国", "CN"), ("Suomi", "FI")],
)
def test_a_country_in_its_own_language(typed: str, found: str) -> None:
    assert countries.code(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Allemagne", "DE"),
        ("l'Allemagne", "DE"),
        ("etats unis", "US"),
        ("le Maroc", "MA"),
        ("Royaume-Uni", "GB"),
        ("Germany", "DE"),
    ],
)
def test_a_country_in_french(typed: str, found: str) -> None:
    assert countries.code(typed, "fr") == found


@pytest.mark.parametrize(
    "typed",
    [
        "Korea",
        "congo",
        "Virgin Islands",
        "Dominican",
        "no",
        "Si",
        "Europe",
        "EU",
        "ZZ",
        "Paris",
        "State of Georgia",
    ],
)
def test_what_could_be_two_countries_or_none_is_not_guessed(typed: str) -> None:
    assert countries.code(typed) is None


@pytest.mark.parametrize(
    ("typed", "found"), [("Germny", "DE"), ("Switzerand", "CH"), ("Irland", "IE"), ("Austrlia", None), ("Frnace", None)]
)
def test_a_slip_is_understood_if_it_is_close_to_one_country_only(typed: str, found: str | None) -> None:
    assert countries.code(typed) == found


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "pt-BR", "zh-Hant"])
def test_every_country_is_found_by_its_name_and_its_code(language: str) -> None:
    for code in known():
        assert countries.code(countries.name(code, language), language) == code
        assert countries.code(code, language) == code


def test_names_of_countries() -> None:
    assert countries.name("US", "en") == "United States"
    assert countries.name("US", "fr-CA") == "États-Unis"
    assert countries.name("US", "nonsense") == "United States"
    assert countries.name("??", "en") == "??"
    assert countries.name("EU", "en") == "EU"


@given(st.text(max_size=120), st.text(max_size=12))
def test_whatever_is_typed_gives_a_country_or_none(typed: str, language: str) -> None:
    found = countries.code(typed, language)

    assert found is None or countries.name(found, "en") != found


def test_a_long_text_is_no_country() -> None:
    assert countries.code("France " * 500) is None


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, content.places.countries, content.languages; "
        "sys.exit(bool({'babel', 'langcodes'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def known() -> list[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    found = [one + two for one in letters for two in letters if countries.name(one + two, "en") != one + two]
    assert len(found) == 250  # the 249 of ISO 3166, and Kosovo
    return found
