"""Contacts: what comes out is checked, what cannot be used is a problem."""

import pytest

from content.action import Target
from content.reading.targets.contacts import hides_where_it_leads
from tests.content.reading.addressing import reached as read_block
from tests.content.reading.addressing import targets

HEAD = "Minister of Justice Camille Exemple\n1 Example Street, Paris\n"
EMBASSY = "Ambassador Jane Roe\nEmbassy of Utopia\n9 Example Avenue NW, Washington DC 20000\n"


def reached(contacts: str, head: str = HEAD) -> Target:
    (target,) = targets(head + contacts)
    return target


def problems(block: str) -> list[str]:
    return read_block(block)[1]


@pytest.mark.parametrize(
    "line",
    [
        "Email: a@example.org b@example.org",
        "Email: a@example.org, b@example.org",
        "Emails: a@example.org; b@example.org",
        "E-mail : a@example.org or b@example.org",
        "EMAIL: <a@example.org> / b@example.org.",
        "Courriel : [a@example.org](mailto:a@example.org), b@example.org",
        "Email:\na@example.org\nb@example.org",
        "Email: a@example.org,\nb@example.org",
        "• Email: a@example.org\n• Email: b@example.org",
        "Email a@example.org\nEmail b@example.org",
    ],
)
def test_emails(line: str) -> None:
    assert reached(line).emails == ("a@example.org", "b@example.org")
    assert problems(HEAD + line) == []


@pytest.mark.parametrize(
    ("line", "phones", "faxes"),
    [
        ("Phone: 202 555 0123 I Fax: 202 555 0124", ("202 555 0123",), ("202 555 0124",)),
        ("Phone: 202 555 0123  |  Fax: 202 555 0124", ("202 555 0123",), ("202 555 0124",)),
        ("Tel. (202) 555-0123\nFaxes: 1 202 555 0124", ("(202) 555-0123",), ("1 202 555 0124",)),
        ("Phone: 202 555 0123, 202 555 0125", ("202 555 0123", "202 555 0125"), ()),
        ("Phone: 202 555 0123 or 202 555 0125", ("202 555 0123", "202 555 0125"), ()),
        ("Phone/Fax: +1 202 555 0123", ("+1 202 555 0123",), ("+1 202 555 0123",)),
        ("Phone: 202 555 0123 | 4350", ("202 555 0123 | 4350",), ()),
        ("Fax: +33 (0)1 99 00 12 34 (mark: FAO the Minister)", (), ("+33 (0)1 99 00 12 34",)),
        ("Phone: [202 555 0123](tel:+12025550123)", ("202 555 0123",), ()),
        ("Phone: 202 555 0123 ext. 12", ("202 555 0123 ext. 12",), ()),
        ("Phone: n/a\nFax: -", (), ()),
        ("Fax: + 52 951 501 6900 ext. 20635", (), ("+ 52 951 501 6900 ext. 20635",)),
        ("T: 202 555 0123 • F: 202 555 0124", ("202 555 0123",), ("202 555 0124",)),
        ("Phone 202-555-0123, Fax 202-555-0124", ("202-555-0123",), ("202-555-0124",)),
        ("Tel./Fax: +1 202 555 0123 (9:00-17:00)", ("+1 202 555 0123",), ("+1 202 555 0123",)),
        ("Fax: +1 202 555 0123 (if voice answers say 'fax please')", (), ("+1 202 555 0123",)),
        ('Fax: (mark "FAO Ministry of Justice") +1 202 555 0123', (), ("+1 202 555 0123",)),
        ("Fax: +1 202 555 0123 UA 12/2013", (), ("+1 202 555 0123",)),
        ("Fax: +51 1 555 0143 (quote AMR 46/9686/2019)", (), ("+51 1 555 0143",)),
        ("Phone: AMR 46/9686/2019, +51 1 555 0144", ("+51 1 555 0144",), ()),
        ("Quote UA 24/21 AMR 46/9686/2019 in your letter\nFax: +51 1 555 0143", (), ("+51 1 555 0143",)),
        ("Fax: P.O. Box 1234567", (), ()),
        ("Fax: 12 March 2013", (), ()),
    ],
)
def test_numbers_are_kept_as_printed(line: str, phones: tuple[str, ...], faxes: tuple[str, ...]) -> None:
    target = reached(line, EMBASSY)
    assert (target.phones, target.faxes) == (phones, faxes)
    assert problems(EMBASSY + line) == []


@pytest.mark.parametrize(
    "line",
    [
        "Twitter: @example_one @example_two",
        "Twitter/X: @example_one, @example_two",
        "X: @example_one; @example_two",
        "X (formerly Twitter): @example_one / @example_two",
        "Twitter: [@example_one](https://twitter.com/example_one)\n@example_two",
        "Twitter: https://twitter.com/example_one and https://x.com/example_two",
    ],
)
def test_handles(line: str) -> None:
    assert reached(line).x_handles == ("@example_one", "@example_two")


@pytest.mark.parametrize(
    "line",
    [
        "Contact form: https://example.org/contact?lang=fr",
        "Contact form: <https://example.org/contact?lang=fr>",
        "Online form: [write here](https://example.org/contact?lang=fr)",
        "[Contact form](https://example.org/contact?lang=fr)",
        "Email: https://example.org/contact?lang=fr",
        "Webform:\nhttps://example.org/contact?lang=fr",
        "Formulaire de contact : https://example.org/contact?lang=fr.",
    ],
)
def test_contact_forms(line: str) -> None:
    assert reached(line).contact_forms == ("https://example.org/contact?lang=fr",)


def test_a_form_without_its_scheme_is_given_one() -> None:
    assert reached("Contact form: www.example.org/contact").contact_forms == ("https://www.example.org/contact",)


def test_other_networks_are_left_out() -> None:
    line = "Facebook: https://www.facebook.com/example\nInstagram: @example\nEmail: a@example.org"
    assert reached(line) == reached("Email: a@example.org")


def test_the_salutation_is_the_targets_own() -> None:
    assert reached("Email: a@example.org\nSalutation: Dear Minister / Your Excellency").salutation == (
        "Dear Minister / Your Excellency"
    )


@pytest.mark.parametrize(
    "hidden", ["[email protected]", "[email\u00a0protected]", "[EMAIL PROTECTED]", "shar...@example.org"]
)
def test_a_placeholder_is_a_problem_and_no_address(hidden: str) -> None:
    assert reached(f"Email: {hidden}").emails == ()
    assert problems(f"{HEAD}Email: {hidden}") == ["unclear"]


@pytest.mark.parametrize(
    "line",
    [
        "Email: a@example.org%0d%0aBcc:b@example.com",
        "Email: a%0d%0abcc@example.org",
        "Email: a@example.org?bcc=b@example.com",
        "Email: a?bcc=b@example.org",
        "Email: mailto:a@example.org?subject=x&bcc=b@example.com",
        "Email: a@b@example.org",
        "Email: a@[127.0.0.1]",
        "Email: gref e@example.org",
        "Email: javascript:alert(1)",
        "Email: minister (at) example.org",
        "Contact form: javascript:alert(document.cookie)",
        "Contact form: [Contact form](javascript:alert(1))",
        "Contact form: data:text/html;base64,AAAA",
        "Contact form: ftp://example.org/form",
        "Contact form: https://user:secret@example.org/",
        "Contact form: https://example.org/%0d%0aSet-Cookie:a=b",
        "Contact form: https://localhost/",
        "Contact form: https://127.0.0.1/form",
        "Twitter: @a_handle_that_is_far_too_long",
        "Twitter: @javascript:alert(1)",
        "Twitter: https://x.com/../../evil?b=c",
        "Fax: +33 1",
        "Phone: +999 999 999 999 999 999",
    ],
)
def test_what_is_no_contact_is_a_problem(line: str) -> None:
    target = reached(line)
    assert (target.emails, target.contact_forms, target.x_handles) == ((), (), ())
    assert (target.phones, target.faxes) == ((), ())
    assert problems(HEAD + line) == ["invalid"]


def test_a_shortened_link_hides_where_it_leads() -> None:
    (form,) = reached("Contact form: https://bit.ly/abc").contact_forms
    assert hides_where_it_leads(form)


def test_one_good_address_beside_a_bad_one() -> None:
    line = "Email: good@example.org, bad@example..org"
    assert reached(line).emails == ("good@example.org",)
    assert problems(HEAD + line) == ["invalid"]


def test_a_number_below_its_label_with_a_remark_on_both() -> None:
    (king,) = targets(
        "King\nFahd Mithali\nRoyal Court, Riyadh\nFax: (via Ministry of the Interior)\n"
        "+966 11 403 3125 (please keep trying)\nSalutation: Your Majesty"
    )
    assert (king.faxes, king.phones, king.salutation) == (("+966 11 403 3125",), (), "Your Majesty")
