"""Contacts are checked again: what is not valid is left out, what can be read is shown so that it can be dialled."""

import pytest
from hypothesis import given

from content import message
from content.action import Channel, Target
from content.appeals import contacts
from tests.content.appeals.actions import AMBASSADOR, MINISTER, targets


def test_emails_are_valid_and_each_is_there_once() -> None:
    target = Target(
        name="",
        emails=(
            "a@example.org",
            "a@Example.org",
            "[email protected]",
            "a@example.org\nBcc: b@example.org",
            "é@exämple.org",
            "a@b",
        ),
    )

    assert contacts.emails(target) == ("a@example.org", "é@exämple.org")


@pytest.mark.parametrize(
    ("printed", "country", "shown"),
    [
        ("+33 (0)1 40 07 29 91", None, "+33 1 40 07 29 91"),
        ("(+33) 1 40 07 29 91", None, "+33 1 40 07 29 91"),
        ("00 33 1 40 07 29 91", "FR", "+33 1 40 07 29 91"),
        ("00 33 (0)1 40 07 29 91", "US", "+33 1 40 07 29 91"),
        ("00 33 1 40 07 29 91", None, "+33 1 40 07 29 91"),
        ("01.40.07.29.91", "FR", "+33 1 40 07 29 91"),
        ("٠١ ٤٠ ٠٧ ٢٩ ٩١", "FR", "+33 1 40 07 29 91"),
        ("+39 (0)6 1234 5678", None, "+39 06 1234 5678"),  # Italy dials it from abroad, too
        ("+44 (0)20 7946 0000", None, "+44 20 7946 0000"),
        ("8 (495) 910-21-34", "RU", "+7 495 910-21-34"),
        ("+7 495 9102134", None, "+7 495 910-21-34"),
        ("011 52 55 5093 3000", "US", "+52 55 5093 3000"),
        ("1 202 298 5700", "US", "+1 202-298-5700"),
        ("Tel.: 202 298 5700", "US", "+1 202-298-5700"),
        ("(202) 298 5700 ext. 12", "US", "+1 202-298-5700 ext. 12"),
        ("(202) 298-5700, ext. 12", "US", "+1 202-298-5700 ext. 12"),
        ("030/1234567", "DE", "+49 30 1234567"),
        ("030 12345-678", "DE", "+49 30 12345678"),
        ("22430500", "KW", "+965 2243 0500"),
    ],
)
def test_a_number_is_shown_as_it_is_dialled_from_abroad(printed: str, country: str | None, shown: str) -> None:
    target = Target(name="", phones=(printed,), faxes=(printed,), accredited_to=country)

    assert contacts.phones(target) == contacts.faxes(target) == (shown,)


@pytest.mark.parametrize(
    ("printed", "country"),
    [
        ("202 332 3344 | 4350", "US"),  # another ending, or an extension
        ("202 332 3344, 12", "US"),
        ("202 332 3344-45", "US"),
        ("+33 1 40 07 29 91 / 92", None),
        ("+49 30 12345678/79", None),  # together they would be a valid number
        ("+62 21 345 6789-90", None),
        ("030/12345678/79", "DE"),
        ("030 1234567 / 765432", "DE"),
        ("765432", "DE"),  # valid as it stands, but in another town
        ("2795 8888", "EG"),
        ("202 332 3344 (weekdays)", "US"),
        ("1-800-FLOWERS", "US"),
        ("01 40 07 29 91", None),
        ("33 1 40 07 29 91", None),
        ("+1 234", "US"),
    ],
)
def test_a_number_that_may_be_something_else_stays_as_printed(printed: str, country: str | None) -> None:
    target = Target(name="", phones=(printed,), accredited_to=country)

    assert contacts.phones(target) == (printed,)


@pytest.mark.parametrize("between", [" / ", " or ", ", ", "; ", " | ", " ou "])
def test_two_whole_numbers_in_one_are_two(between: str) -> None:
    target = Target(name="", phones=(f"202 332 3344{between}(202) 332-3355",), accredited_to="US")

    assert contacts.phones(target) == ("+1 202-332-3344", "+1 202-332-3355")


@pytest.mark.parametrize(
    ("shown", "dialled"),
    [
        ("+33 1 40 07 29 91", "+33140072991"),
        ("+1 202-298-5700 ext. 12", "+12022985700"),
        ("+880 2 9515555", "+88029515555"),  # of the 1990s: it may still be dialled
        ("+49 30 12345678/79", ""),
        ("+62 21 345 6789-90", ""),
        ("+33 (0)1 40", ""),
        ("202 332 3344 | 4350", ""),
        ("01 40 07 29 91", ""),
        ("+1 234", ""),
        ("+123 456 789 012 345 678", ""),
        ("", ""),
        ("none", ""),
    ],
)
def test_what_a_telephone_is_given(shown: str, dialled: str) -> None:
    assert contacts.dialled(shown) == dialled


@pytest.mark.parametrize(
    ("last", "country"),
    [
        ("75008 Paris, France", "FR"),
        ("Moscow 103132 Russian Federation", "RU"),
        ("London SW1A 2AA, UK", "GB"),
        ("Washington, D.C., U.S.A.", "US"),
        ("Berlin, Allemagne", "DE"),
        ("الرياض، المملكة العربية السعودية", "SA"),
        ("119991 Москва, Россия", "RU"),
        ("Colombo 01, Sri Lanka.", "LK"),
        ("Los Angeles, CA", None),  # no Canada
        ("Atlanta, GA", None),
        ("12 Avenue de France", None),
        ("Washington DC 20007", None),
    ],
)
def test_the_country_of_an_address(last: str, country: str | None) -> None:
    assert contacts.country(Target(name="", address=("1 Quay Street", last))) == country
    assert contacts.country(Target(name="", address=("1 Quay Street", last), accredited_to="BE")) == "BE"


@pytest.mark.parametrize("last", ["France", "75001 Paris, France", "FRANCE", "République française"])
def test_a_number_is_read_as_one_of_the_country_in_the_address(last: str) -> None:
    target = Target(name="", address=("1 Quay Street", last, " "), phones=("01 40 07 29 91",))

    assert contacts.phones(target) == ("+33 1 40 07 29 91",)


def test_handles_are_handles() -> None:
    target = Target(
        name="", x_handles=("@Low", "Low", "@", "@far_too_long_to_be_one", "@Löw", "@low", " @High\n", "@a b")
    )

    assert contacts.handles(target) == ("@Low", "@High")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Form.Example.org/a?b=c#d", "form.example.org"),
        ("http://example.org:8080", "example.org"),
        ("https://exämple.org/", "xn--exmple-cua.org"),
        ("https://bank.example.org@evil.example.org/", ""),
        ("https://localhost/", ""),
        ("https://example.org:port/", ""),
        ("https://example.org:0/", ""),
        ("https://example.org/a b", ""),
        ("https://exam\nple.org/", ""),
        ("https://exa<mple.org/", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@example.org", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_a_form_opens_the_host_that_is_shown_or_nothing(url: str, host: str) -> None:
    target = Target(name="", contact_forms=(url,))

    assert message.host(url) == host
    assert contacts.forms(target) == ((url,) if host else ())


def test_an_envelope_has_each_line_once() -> None:
    assert contacts.address(MINISTER) == ("Ada Low", "Minister of Harbours", *MINISTER.address)
    printed = Target(name="Ada Low", role="President", address=("Minister Ada Low", "Presidential Palace"))
    assert contacts.address(printed) == ("President", "Minister Ada Low", "Presidential Palace")
    assert contacts.address(Target(name="Ada Low", address=(" ",))) == ()


def test_an_addressee_has_name_and_role() -> None:
    assert contacts.addressee(MINISTER) == "Ada Low, Minister of Harbours"
    assert contacts.addressee(Target(name="Ambassador Bo High", role="Ambassador")) == "Ambassador Bo High"
    assert contacts.addressee(Target(name="", role="Ambassador")) == "Ambassador"


def test_usable_channels_are_those_with_something_valid() -> None:
    assert contacts.usable(MINISTER) == (Channel.POST, Channel.EMAIL, Channel.FAX)
    assert contacts.usable(AMBASSADOR) == (Channel.POST, Channel.PHONE, Channel.X, Channel.FORM)
    broken = Target(name="X", address=("",), emails=("x",), faxes=("none",), x_handles=("x",), contact_forms=("x",))
    assert contacts.usable(broken) == ()


@given(targets)
def test_usable_channels_are_among_those_printed_and_hold_something(target: Target) -> None:
    shown = {
        Channel.POST: contacts.address(target),
        Channel.EMAIL: contacts.emails(target),
        Channel.FAX: contacts.faxes(target),
        Channel.PHONE: contacts.phones(target),
        Channel.X: contacts.handles(target),
        Channel.FORM: contacts.forms(target),
    }

    assert set(contacts.usable(target)) <= set(target.channels)
    assert set(contacts.usable(target)) == {channel for channel, found in shown.items() if found}
    assert all(one and "\n" not in one for found in shown.values() for one in found)
