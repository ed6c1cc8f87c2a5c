"""Who is written to: names, offices, addresses, and where an embassy stands."""

from dataclasses import replace

import pytest

from content.action import Target
from content.reading.targets.officials import is_diplomatic
from tests.content.reading.addressing import reached, targets


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("Minister of Interior Jane Roe", "Minister of Interior", "Jane Roe"),
        ("Minister of Foreign Affairs and International Trade Jane Roe", "", ""),
        ("Minister of Justice and Public Security Jane Roe", "Minister of Justice and Public Security", "Jane Roe"),
        ("President of the Russian Federation Jane Roe", "President of the Russian Federation", "Jane Roe"),
        ("Prime Minister Jane van der Roe", "Prime Minister", "Jane van der Roe"),
        ("Governor of New York Jane Roe", "Governor of New York", "Jane Roe"),
        ("Prosecutor General Jane Roe", "Prosecutor General", "Jane Roe"),
        ("Deputy Prime Minister Jane Roe", "Deputy Prime Minister", "Jane Roe"),
        ("Supreme Leader Jane Roe", "Supreme Leader", "Jane Roe"),
        ("H.E. Ambassador Jane Roe", "Ambassador", "Jane Roe"),
        ("Minister of Health, Jane Roe", "Minister of Health", "Jane Roe"),
        ("Jane Roe, Minister of Health", "Minister of Health", "Jane Roe"),
        ("Jane Roe – Director of Prisons", "Director of Prisons", "Jane Roe"),
        ("Jane Roe\nMinister of Health", "Minister of Health", "Jane Roe"),
        ("Minister of Health\nJane Roe", "Minister of Health", "Jane Roe"),
        ("Minister Jane Roe\nMinister of Health", "Minister of Health", "Jane Roe"),
        ("Ministre de l’Intérieur Jane Roe", "Ministre de l’Intérieur", "Jane Roe"),
        ("Minister of Justice", "Minister of Justice", ""),
        ("Jane Roe", "", "Jane Roe"),
    ],
)
def test_names_and_roles(line: str, role: str, name: str) -> None:
    (target,) = targets(f"{line}\n1 Example Street\nEmail: a@example.org")
    if name or role:
        assert (target.role, target.name) == (role, name)
    else:  # a word the tables do not know stays with the name or the role, and none is lost
        assert f"{target.role} {target.name}" == line
    assert target.address == ("1 Example Street",)


def test_an_institution_above_the_official_is_part_of_the_address() -> None:
    (target,) = targets("Ministry of Health\nMinister of Health\nJane Roe\n1 Example Street\nFax: +33 1 99 00 12 34")
    assert (target.name, target.role) == ("Jane Roe", "Minister of Health")
    assert target.address == ("Ministry of Health", "1 Example Street")


def test_an_institution_alone_is_written_to() -> None:
    (target,) = targets("Office of the President\n1 Example Street\nEmail: a@example.org")
    assert (target.name, target.role, target.address) == ("Office of the President", "", ("1 Example Street",))


def test_a_block_ends_where_the_next_official_is_named() -> None:
    first, second, third = targets(
        "Jane Roe\nMinister of Health\n1 Example Street\nEmail: a@example.org\n"
        "John Doe\nDirector of Prisons\nFax: +33 1 99 00 12 34\n\n\n"
        "Ambassador Ann Poe\nEmbassy of Utopia\n9 Example Road, London SW1A 0XX\nPhone: +44 20 7946 0123"
    )
    assert (first.name, second.name, third.name) == ("Jane Roe", "John Doe", "Ann Poe")
    assert (second.address, third.accredited_to) == ((), "GB")


def test_targets_with_an_address_alone_are_told_apart_by_a_blank_line() -> None:
    first, second = targets(
        "Jane Roe\nMinister of Health\n1 Example Street\n12345 Paris\n\nDirector of Prisons John Doe\n2 Example Street"
    )
    assert first.address == ("1 Example Street", "12345 Paris")
    assert (second.name, second.address) == ("John Doe", ("2 Example Street",))


def test_blank_lines_between_all_lines_change_nothing() -> None:
    block = (
        "Jane Roe\nMinister of Health\n1 Example Street\n12345 Paris\nFax: +33 1 99 00 12 34\nJohn Doe\nJudge\nX: @b"
    )
    assert targets(block.replace("\n", "\n\n")) == targets(block)


@pytest.mark.parametrize(
    "block",
    [
        "Jane Roe, Minister of Health\nand John Doe, Minister of Justice\n1 Example Street\nEmail: a@example.org",
        "Minister of Health Jane Roe\nMinister of Justice John Doe\n1 Example Street\nEmail: a@example.org",
    ],
)
def test_one_block_for_two_ministers_is_two_targets(block: str) -> None:
    first = Target(name="Jane Roe", role="Minister of Health", address=("1 Example Street",), emails=("a@example.org",))
    assert targets(block) == (first, replace(first, name="John Doe", role="Minister of Justice"))


def test_an_address_may_stand_below_the_contacts() -> None:
    (target,) = targets("Jane Roe\nJudge\nEmail: a@example.org\n1 Example Street\n12345 Paris\nFrance")
    assert target.address == ("1 Example Street", "12345 Paris", "France")


def test_a_postcode_glued_to_the_street_is_separated() -> None:
    (target,) = targets("Jane Roe\nJudge\nRue des Fleurs75001 Paris")
    assert target.address == ("Rue des Fleurs", "75001 Paris")


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Embassy of Utopia\n9 Example Avenue NW, Washington DC 20000", "US"),
        ("Embassy of Utopia\n9 Example Avenue NW\nWashington, D.C. 20000", "US"),
        ("Permanent Mission of Utopia to the United Nations\n9 Example Plaza, New York, NY 10000", "US"),
        ("Permanent Mission of Utopia to the UN\n9 Rue de l'Exemple\n1200 Genève", "CH"),
        ("Embassy of France\n9 Example Road, London SW1A 0XX", "GB"),
        ("Embassy of Utopia\n9 Rue de Londres\n75000 Paris Cedex 08", "FR"),
        ("Embassy of the Russian Federation\n9 Exempelstraße, 10117 Berlin", "DE"),
        ("Consulate General of Utopia\n9 Example Street\nSpringfield, Canada", "CA"),
        ("Ambassade d’Utopie\n9 Rue de l’Exemple\nDakar, Sénégal", "SN"),
        ("Embassy of Utopia, 9 Example Street, Nairobi", "KE"),
        ("9 Example Street, Tokyo", "JP"),
    ],
)
def test_an_embassy_is_for_supporters_where_it_stands(address: str, country: str) -> None:
    (target,) = targets(f"Ambassador Jane Roe\n{address}\nEmail: a@example.org")
    assert target.accredited_to == country


def test_an_embassy_that_stands_nobody_knows_where_is_a_problem() -> None:
    block = "Ambassador Jane Roe\nEmbassy of France\n9 Example Street, Springfield\nEmail: a@example.org"
    assert targets(block)[0].accredited_to is None
    assert is_diplomatic(targets(block)[0])


def test_a_ministry_is_no_embassy() -> None:
    block = "Ambassador-at-large Jane Roe\nMinistry of Foreign Affairs\n9 Example Street, Paris\nEmail: a@example.org"
    assert targets(block)[0].accredited_to is None
    assert not is_diplomatic(targets(block)[0])


def test_the_publisher_is_nobody_to_write_to() -> None:
    block = (
        "Jane Roe\nJudge\nEmail: a@example.org\n\nAmnesty International\n5 Example Square\nEmail: uan@amnesty.example"
    )
    assert [target.name for target in targets(block)] == ["Jane Roe"]


def test_copies_are_lists_of_lines() -> None:
    block = (
        "Jane Roe\nJudge\nEmail: a@example.org\n\nAnd copies to:\nJohn Doe\nMinister of Justice\n1 Example Street\n\n"
        "Ann Poe\nSpeaker of Parliament"
    )
    found, _ = reached(block)
    assert [target.name for target in found.targets] == ["Jane Roe"]
    assert found.copies_to == ("John Doe, Minister of Justice, 1 Example Street", "Ann Poe, Speaker of Parliament")


@pytest.mark.parametrize(
    ("line", "role", "name", "address"),
    [
        ("Governor Jane Roe, Office of the Governor, P.O. Box 12, Austin", "Governor", "Jane Roe",
         ("Office of the Governor, P.O. Box 12, Austin",)),
        ("Jane Roe, Minister of Health, 1 Example Street, Paris", "Minister of Health", "Jane Roe",
         ("1 Example Street, Paris",)),
        ("Head of Courts, Jane Roe c/o Embassy of Utopia, 1 Example Street, Rome", "Head of Courts", "Jane Roe",
         ("c/o Embassy of Utopia, 1 Example Street, Rome",)),
    ],
)  # fmt: skip
def test_an_official_and_an_address_on_one_line(line: str, role: str, name: str, address: tuple[str, ...]) -> None:
    (target,) = targets(line + "\nEmail: a@example.org")
    assert (target.role, target.name, target.address) == (role, name, address)


def test_an_embassy_that_only_passes_letters_on_is_no_reason_to_ask_its_neighbours_alone() -> None:
    block = "Head of judiciary Jane Roe\nc/o Embassy of Utopia\n1 Example Street, 1050 Brussels\nEmail: a@example.org"
    assert targets(block)[0].accredited_to is None
    assert not is_diplomatic(targets(block)[0])


def test_a_remark_in_the_place_of_an_address_is_none() -> None:
    (target,) = targets("Jane Roe\nJudge\nDue to the strike, please do not send letters by post\nEmail: a@example.org")
    assert target.address == ()
