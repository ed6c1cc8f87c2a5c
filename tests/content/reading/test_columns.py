"""Columns that a PDF merged row by row: parted where that is certain, and else never a wrong contact."""

from tests.content.reading.addressing import reached

ROWS = """
Prime Minister Minister of Justice
Ms Tansu Örnek Mr Ali Deneme
{address}
Fax: +90 312 417 0476 Fax: +90 312 419 3370
Email: a@example.org Email: b@example.org
Salutation: Dear Prime Minister Salutation: Dear Minister
"""


def test_columns_are_parted_by_offices_names_and_labels() -> None:
    found, problems = reached(ROWS.format(address="06573 Ankara, Turkey 06659 Ankara, Turkey"))
    first, second = found.targets
    assert (first.name, first.role, first.address) == ("Tansu Örnek", "Prime Minister", ("06573 Ankara, Turkey",))
    assert (second.name, second.role, second.address) == (
        "Ali Deneme",
        "Minister of Justice",
        ("06659 Ankara, Turkey",),
    )
    assert (first.faxes, second.faxes) == (("+90 312 417 0476",), ("+90 312 419 3370",))
    assert (first.emails, second.emails) == (("a@example.org",), ("b@example.org",))
    assert (first.salutation, second.salutation) == ("Dear Prime Minister", "Dear Minister")
    assert problems == []


def test_an_address_that_cannot_be_parted_is_left_out_and_said() -> None:
    found, problems = reached(ROWS.format(address="Basbakanlik Adalet Evi"))
    assert [target.address for target in found.targets] == [(), ()]
    assert [target.emails for target in found.targets] == [("a@example.org",), ("b@example.org",)]
    assert problems == ["unclear"]


def test_a_contact_of_one_column_alone_is_nobodys() -> None:
    block = ROWS.format(address="06573 Ankara, Turkey 06659 Ankara, Turkey") + "Twitter: @adalet\n"
    found, problems = reached(block)
    assert [target.x_handles for target in found.targets] == [(), ()]
    assert problems == ["unclear"]


def test_columns_whose_heads_cannot_be_told_are_no_targets() -> None:
    block = (
        "Justizia Barnekoa\nSalutation: Dear Minister Salutation: Dear President\n"
        "Fax: +90 312 417 0476 Fax: +90 312 419 3370"
    )
    assert reached(block) == (reached("")[0], ["unclear"])


def test_two_numbers_of_one_official_are_no_columns() -> None:
    (target,) = reached("Minister of Justice\nJane Roe\nFax: +90 312 417 0476 Fax: +90 312 419 3370")[0].targets
    assert target.faxes == ("+90 312 417 0476", "+90 312 419 3370")


def test_an_office_of_two_is_one_official() -> None:
    block = "Deputy Prime Minister and Minister of Justice\nMr Ali Deneme\nFax: +90 312 417 0476"
    (target,) = reached(block)[0].targets
    assert (target.name, target.role) == ("Ali Deneme", "Deputy Prime Minister and Minister of Justice")


def test_numbers_between_offices_part_them() -> None:
    block = (
        "Minister of Justice 2) Governor of Utopia\nFax: +90 312 417 0476 Fax: +90 312 419 3370\n"
        "Salutation: A Salutation: B"
    )
    first, second = reached("1) " + block)[0].targets
    assert (first.role, second.role) == ("Minister of Justice", "Governor of Utopia")
    assert (first.faxes, second.faxes) == (("+90 312 417 0476",), ("+90 312 419 3370",))


def test_a_column_of_copies_among_them_makes_all_unclear() -> None:
    block = (
        "Chief Minister of Utopia Chairman, Land Board And copies to:\nJ. Roe K. Doe Human Rights Commission\n"
        "Email: a@example.org Fax: +44 20 7946 0123 Fax: +44 20 7946 0124\n"
        "Salutation: Dear Minister Salutation: Dear Chairman"
    )
    assert reached(block) == (reached("")[0], ["unclear"])


def test_columns_that_a_page_break_tore_leave_nobody_with_anothers_contacts() -> None:
    heads = (
        "1) Minister of Justice\nMr Ali Deneme\n1 Example Road\n\n2) Prime Minister\nMs Tansu Örnek\n2 Example Road\n\n"
    )
    below = "Fax: +90 312 417 0476\nSalutation: Dear Minister\n\nFax: +90 312 419 3370\nSalutation: Dear Prime Minister"
    found, problems = reached(heads + below)
    assert [target.faxes for target in found.targets] == [(), ()]
    assert [target.salutation for target in found.targets] == ["", ""]
    assert problems == ["unclear"]
