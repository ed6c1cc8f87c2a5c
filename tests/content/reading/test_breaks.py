"""Lines of a target that a narrow column broke are whole again, and lines that somebody ended stay apart."""

import pytest

from tests.content.reading.addressing import reached, targets

NEXT = "\n\nAttorney General\nAnn Poe\n2 Example Road\nFax: +44 20 7946 0124\nSalutation: Dear Attorney General"


@pytest.mark.parametrize(
    ("printed", "salutation"),
    [
        ("Salutation: Dear\nCommissioner General", "Dear Commissioner General"),
        ("Salutation: Dear Mr\nCommissioner", "Dear Mr Commissioner"),
        ("Salutation: Dear Attorney\nGeneral", "Dear Attorney General"),
        ("Salutation: Your\nExcellency", "Your Excellency"),
        ("Salutation: Dear Minister of\nJustice", "Dear Minister of Justice"),
        ("Tratamiento: Sr. Fiscal General /\nDear Attorney General", "Sr. Fiscal General / Dear Attorney General"),
        ("Tratamiento: Excmo. Sr.\nPresidente", "Excmo. Sr. Presidente"),
        ("Tratamiento: Estimado\nSeñor Ministro", "Estimado Señor Ministro"),
        ("Formule d’appel : Monsieur le\nMinistre,", "Monsieur le Ministre,"),
        ("Formule d’appel : Monsieur le Ministre de la Justice et\ngarde des Sceaux",
         "Monsieur le Ministre de la Justice et garde des Sceaux"),
    ],
)  # fmt: skip
def test_a_salutation_that_was_broken_is_whole_and_begins_no_target(printed: str, salutation: str) -> None:
    found, problems = reached(f"Commissioner General\nJane Roe\n1 Example Road\nFax: +44 20 7946 0123\n{printed}{NEXT}")
    assert [(target.name, target.role, target.salutation) for target in found.targets] == [
        ("Jane Roe", "Commissioner General", salutation),
        ("Ann Poe", "Attorney General", "Dear Attorney General"),
    ]
    assert [target.faxes for target in found.targets] == [("+44 20 7946 0123",), ("+44 20 7946 0124",)]
    assert problems == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ministre de la Justice et garde", "des Sceaux"),
        ("Sultan of Brunei", "Darussalam"),
        ("Minister of Foreign", "Affairs"),
        ("Minister of Justice and", "Attorney General"),
        ("Secretary of State for", "Justice"),
        ("Minister of Justice,", "Law and Human Rights"),
        ("Head of the Executive Committee", "of the Communist Party"),
        ("Ministra de Justicia y", "Derechos Humanos"),
        ("Procureur de la République près le tribunal", "de grande instance"),
        ("Prime Minister of the United", "Kingdom"),
    ],
)
def test_a_role_that_was_broken_is_whole(above: str, below: str) -> None:
    for block in (f"{above}\n{below}\nJane Roe", f"Jane Roe\n{above}\n{below}"):
        (target,) = targets(f"{block}\n1 Example Road\nSpringfield\nFax: +44 20 7946 0123")
        assert (target.name, target.role) == ("Jane Roe", f"{above} {below}")
        assert target.address == ("1 Example Road", "Springfield")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Palais de la Nation, avenue", "de la Démocratie"),
        ("Colonia Ejemplo, Calle de los", "Pinos"),
        ("Ministry of Justice and", "Human Rights"),
    ],
)
def test_a_line_of_an_address_that_was_broken_is_whole(above: str, below: str) -> None:
    (target,) = targets(f"Minister of Justice\nJane Roe\n{above}\n{below}\nSpringfield\nFax: +44 20 7946 0123")
    assert target.address == (f"{above} {below}", "Springfield")


@pytest.mark.parametrize(
    "address",
    [
        ("P.O. Box 0555", "al-Manama, Bahrain"),
        ("Lomas del Ejemplo", "Tegucigalpa"),
        ("Ministry of Justice", "Justice Square"),
        ("Police Headquarters", "Criminal Investigation Department", "Springfield"),
        ("1 Example Road", "United Kingdom"),
    ],
)
def test_lines_that_somebody_ended_stay_apart(address: tuple[str, ...]) -> None:
    (target,) = targets("\n".join(["Minister of Justice", "Jane Roe", *address, "Fax: +44 20 7946 0123"]))
    assert (target.role, target.address) == ("Minister of Justice", address)


def test_a_title_alone_goes_with_its_name() -> None:
    found, _ = reached(
        f"Minister of Justice\nJane Roe\nEmail: a@example.org{NEXT}\n\nCopies to:\nHis\nExcellency John Roe"
    )
    assert found.copies_to == ("His Excellency John Roe",)


def test_a_name_that_its_hyphen_was_broken_behind() -> None:
    (amir,) = targets("Amir of Kuwait\nHis Highness Shaikh Fahad al-\nNamudhaj\nAl Diwan al-Amiri\nFax: +965 2555 0143")
    assert (amir.name, amir.role, amir.address) == (
        "His Highness Shaikh Fahad al-Namudhaj",
        "Amir of Kuwait",
        ("Al Diwan al-Amiri",),
    )
