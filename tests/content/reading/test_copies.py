"""Who gets a copy: one string for each recipient, and never a target."""

import pytest

from tests.content.reading.addressing import reached

TARGET = "Minister of Justice\nJane Roe\n1 Example Street\nFax: +44 20 7946 0123\n\n"


@pytest.mark.parametrize(
    ("block", "copies"),
    [
        ("COPIES TO:\nMinister of Health\nMr John Doe, 2 Example Street, 06659 Ankara",
         ("Minister of Health, Mr John Doe, 2 Example Street, 06659 Ankara",)),
        ("COPIES TO\n\nSpeaker of Parliament\nAnn Poe\nFax: +44 20 7946 0124\n\nThe Example Herald\nPO Box 12\nParis",
         ("Speaker of Parliament, Ann Poe, Fax: +44 20 7946 0124", "The Example Herald, PO Box 12, Paris")),
        ("And copies to:\n\nAnn Poe\n\nSpeaker of Parliament\n\nFax: +44 20 7946 0124",
         ("Ann Poe, Speaker of Parliament, Fax: +44 20 7946 0124",)),
        ("Copies to:\n• Ann Poe, Speaker of Parliament, Email: a@example.org\n• The Example Herald, PO Box 12",
         ("Ann Poe, Speaker of Parliament, Email: a@example.org", "The Example Herald, PO Box 12")),
        ("COPIES TO:\n1. Ann Poe\nSpeaker of Parliament\n2. Joe Poe\nGovernor of Utopia\nEmail: b@example.org",
         ("Ann Poe, Speaker of Parliament", "Joe Poe, Governor of Utopia, Email: b@example.org")),
        ("COPIES TO: Ambassador Ann Poe, Embassy of Utopia, 9 Example Road, London SW1A 0XX",
         ("Ambassador Ann Poe, Embassy of Utopia, 9 Example Road, London SW1A 0XX",)),
        ("Please send copies of your appeals to:\nAnn Poe\nSpeaker of Parliament", ("Ann Poe, Speaker of Parliament",)),
        ("COPIES TO:\nDean of Medicine, University of Utopia, PO Box 1\nDr Ann Poe, Advisory Council, PO Box 2",
         ("Dean of Medicine, University of Utopia, PO Box 1", "Dr Ann Poe, Advisory Council, PO Box 2")),
        ("Copias a:\nDefensoría del Pueblo\nCalle 5 No. 33\nLima, Perú",
         ("Defensoría del Pueblo, Calle 5 No. 33, Lima, Perú",)),
        ("Y copias a:\nConsejo de Prueba\nCorreo-e: a@example.org", ("Consejo de Prueba, Correo-e: a@example.org",)),
        ("Copies à :\nMonsieur Paul Essai, Procureur général\nCour suprême\nYaoundé",
         ("Monsieur Paul Essai, Procureur général, Cour suprême, Yaoundé",)),
        ("Veuillez adresser des copies à :\nPaul Essai\nMaire de Douala", ("Paul Essai, Maire de Douala",)),
        ("cc: Ann Poe, Speaker of Parliament", ("Ann Poe, Speaker of Parliament",)),
    ],
)  # fmt: skip
def test_recipients(block: str, copies: tuple[str, ...]) -> None:
    found, problems = reached(TARGET + block)
    assert [target.name for target in found.targets] == ["Jane Roe"]
    assert found.targets[0].faxes == ("+44 20 7946 0123",)
    assert found.copies_to == copies
    assert problems == []


@pytest.mark.parametrize(
    "remark",
    [
        "and to diplomatic representatives of Utopia accredited to your country.",
        (
            "Also send copies to diplomatic representatives accredited to your country. Please add addresses below:\n"
            "Name Address 1 Address 2 Address 3 Fax Fax number Email Email address Salutation Salutation"
        ),
        "COPIES TO: diplomatic representatives of Utopia accredited to your country.",
        "Please send copies to the embassy of Utopia in your country.",
        "et aux représentants diplomatiques d'Utopie dans votre pays.",
        "Veuillez également adresser des copies aux représentants diplomatiques de l'Utopie dans votre pays.",
        "Envíen también copias a la representación diplomática de Utopía acreditada en su país.",
        "y a los representantes diplomáticos de Utopía acreditados en su país.",
    ],
)
def test_the_embassies_of_the_reader_are_a_standing_remark(remark: str) -> None:
    found, problems = reached(TARGET + remark)
    assert [target.name for target in found.targets] == ["Jane Roe"]
    assert (found.copies_to, problems) == ((), [])
    found, _ = reached(f"{TARGET}COPIES TO:\nAnn Poe\nSpeaker of Parliament\n{remark}")
    assert found.copies_to == ("Ann Poe, Speaker of Parliament",)


def test_the_last_recipient_and_the_remark_on_one_line() -> None:
    line = "COPIES TO: Mr John Doe, Minister of Health, 06659 Ankara and to "
    remark = "diplomatic representatives of Utopia accredited to your country"
    assert reached(TARGET + line + remark)[0].copies_to == ("Mr John Doe, Minister of Health, 06659 Ankara",)


def test_a_hidden_address_is_a_problem_and_no_part_of_a_copy() -> None:
    found, problems = reached(f"{TARGET}Copies to:\nAnn Poe\nSpeaker of Parliament\nEmail: [email protected]")
    assert found.copies_to == ("Ann Poe, Speaker of Parliament",)
    assert problems == ["unclear"]


def test_the_publisher_gets_no_copy() -> None:
    found, _ = reached(f"{TARGET}Copies to:\nAnn Poe\nSpeaker of Parliament\n\nAmnesty International\n1 Example Square")
    assert found.copies_to == ("Ann Poe, Speaker of Parliament",)


def test_a_colon_behind_an_office_is_no_part_of_it() -> None:
    found, _ = reached(f"{TARGET}COPIES TO:\nMinister of State with responsibility for Health:\nMr John Doe\nPO Box 12")
    assert found.copies_to == ("Minister of State with responsibility for Health, Mr John Doe, PO Box 12",)


@pytest.mark.parametrize(
    "placeholder",
    [
        "Nom(s), adresse(s), n° de fax, adresse électronique, formule d'appel",
        "Name Address 1 Address 2 Address 3 Fax Fax number Email Email address Salutation Salutation",
        "Nombre(s)/Dirección(es)/N.º de fax/Dirección de correo-e/Tratamiento",
        "Name\nAddress 1\nFax Fax number\nEmail Email address\nSalutation Salutation",
        "Insert local diplomatic address(es) here",
    ],
)
def test_what_is_to_be_filled_in_is_no_recipient(placeholder: str) -> None:
    found, problems = reached(f"{TARGET}Copies to:\nAnn Poe\nSpeaker of Parliament\n\n{placeholder}")
    assert found.copies_to == ("Ann Poe, Speaker of Parliament",)
    assert ([target.name for target in found.targets], problems) == (["Jane Roe"], [])
    assert reached(f"{placeholder}\n\n{TARGET}")[0].targets == found.targets


RECIPIENT = "Copies to:\nMinister of Health\nAnn Poe\nPO Box 12\nFax: +44 20 7946 0124\n\n"


def test_an_ambassador_whole_on_one_line_is_another_recipient() -> None:
    line = "His Excellency Mr John Roe, Embassy of Utopia, 9 Example Road, London SW1A 0XX. Fax: 020 7946 0155"
    found, problems = reached(TARGET + RECIPIENT + line)
    assert found.copies_to == ("Minister of Health, Ann Poe, PO Box 12, Fax: +44 20 7946 0124", line)
    assert problems == []


def test_contacts_whose_own_lines_are_lost_are_not_given_to_the_recipient_above() -> None:
    found, problems = reached(TARGET + RECIPIENT + "Fax: 020 7946 0155 Email: b@example.org")
    assert found.copies_to == ("Minister of Health, Ann Poe, PO Box 12, Fax: +44 20 7946 0124",)
    assert problems == ["unclear"]


def test_a_street_named_after_a_king_is_no_recipient() -> None:
    found, _ = reached(
        TARGET + "And copies to:\nPresident, Human Rights Commission\nJohn Poe\nKing Fahd Road, No. 373, Riyadh"
    )
    assert found.copies_to == ("President, Human Rights Commission, John Poe, King Fahd Road, No. 373, Riyadh",)
