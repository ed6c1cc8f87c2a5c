"""A day as people type it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.languages import INTERFACE
from content.render import Voice
from handlers.settling.typed_day import day

TODAY = date(2026, 2, 25)


@pytest.mark.parametrize(
    ("said", "language", "meant"),
    [
        ("2026-05-12", "en", date(2026, 5, 12)),
        ("12.5.", "en", date(2026, 5, 12)),
        ("12.5", "fr", date(2026, 5, 12)),
        ("12. 5. 2027", "en", date(2027, 5, 12)),
        ("12 May", "en", date(2026, 5, 12)),
        ("May 12th", "en", date(2026, 5, 12)),
        ("  until the 12th of MAY, 2026 ", "en", date(2026, 5, 12)),
        ("Sept 3", "en", date(2026, 9, 3)),
        ("12 mai", "fr", date(2026, 5, 12)),
        ("1er mars", "fr", date(2026, 3, 1)),
        ("jusqu’au 3 févr.", "fr", date(2027, 2, 3)),
        ("le 14 août", "fr", date(2026, 8, 14)),
        ("12 May", "fr", date(2026, 5, 12)),
        ("12 de mayo de 2026", "es", date(2026, 5, 12)),
        ("hasta el 3 de sept.", "es", date(2026, 9, 3)),
        ("12 мая 2026 г.", "ru", date(2026, 5, 12)),
        ("до 3 марта", "ru", date(2026, 3, 3)),
        ("май 12", "ru", date(2026, 5, 12)),
        ("١٢ مايو", "ar", date(2026, 5, 12)),
        ("حتى ١٢ مايو ٢٠٢٧", "ar", date(2027, 5, 12)),
        ("٢٠٢٦-٠٥-١٢", "ar", date(2026, 5, 12)),
        ("12 Mayıs", "tr", date(2026, 5, 12)),
        ("12 miz Mae", "br", None),
        ("12 mai", "br", date(2026, 5, 12)),  # whose buttons are French
        ("12 mai", "??", None),
        ("5/6", "ru", date(2026, 6, 5)),
        ("5/6", "ar-EG", date(2026, 6, 5)),
        ("5/6", "fr", date(2026, 6, 5)),
        ("13/6", "en", date(2026, 6, 13)),
        ("6/13/2026", "en", date(2026, 6, 13)),
        ("5/5", "en", date(2026, 5, 5)),
        ("24 Feb", "en", date(2027, 2, 24)),
        ("29 Feb", "en", date(2028, 2, 29)),
        ("5/6", "en", None),
        ("3 ju", "en", None),
        ("12 jui", "fr", None),
        ("12 mars", "en", None),
        ("32 May", "en", None),
        ("0.0.", "en", None),
        ("2026-13-01", "en", None),
        ("tomorrow", "en", None),
        ("", "en", None),
        ("12 May" + " 2026" * 500, "en", None),
    ],
)
def test_what_is_meant(said: str, language: str, meant: date | None) -> None:
    assert day(said, language, after=TODAY) == meant


@given(st.text(max_size=70) | st.from_regex(r"[0-9]{1,4}[-./ ][0-9a-z]{1,9}[-./ ]?[0-9]{0,5}", fullmatch=True))
def test_whatever_is_typed_is_a_day_or_none(said: str) -> None:
    for language in (*INTERFACE, "tr"):
        found = day(said, language, after=TODAY)
        assert found is None or isinstance(found, date)


@given(st.dates(date(2026, 2, 26), date(2027, 2, 25)), st.sampled_from(INTERFACE))
def test_a_day_as_we_write_it_is_understood(meant: date, language: str) -> None:
    assert day(Voice(language).date(meant), language, after=TODAY) == meant


@given(st.dates(date(2026, 2, 26), date(2027, 2, 25)))
def test_each_day_of_the_year_ahead_is_understood(meant: date) -> None:
    for said in (f"{meant.day}.{meant.month}.", f"{meant:%d %B}", f"{meant:%B} {meant.day}", meant.isoformat()):
        assert day(said, "en", after=TODAY) == meant
