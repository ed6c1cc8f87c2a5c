"""Offices of every kind, known and unknown, in every order; and where an office cannot be told, that is said."""

import pytest

from tests.content.reading.addressing import reached, targets

OFFICES = (
    """
Public Defender of Georgia|Public Defender|District Attorney|Procurator-General|Military Advocate General
Auditor General of the Armed Forces|National Security Adviser|Managing Director|CEO|Crown Prince|Taoiseach|Tánaiste
Party Secretary|Principal Secretary|Permanent Secretary|Archbishop of Managua|Field Office Director|Surgeon General
Haut-Commissaire|Bâtonnier|Fiscala General|Contralor General|Comisionado Presidencial|Juez Segundo de Control
Chef du pouvoir judiciaire|Minister Delegate for Justice|Secretary General of the Communist Party
Chief Executive Officer|Chairperson, National Human Rights Commission|Istanbul Chief of Police|New York Governor
Coordinator of Government Activities in the Territories|Chairman of the Transitional Sovereignty Council
Prison Director|Commanding Officer|Officer in Charge|Editor-in-Chief|Chief Whip|Grand Mufti|Supreme Leader
Prosecutor General of the Russian Federation|Chief Magistrate|Sous-préfet|Ministre délégué|Conseiller spécial
Procureur fiscal|Présidente de l’Assemblée nationale|Administrateur général|Gerente General|Subprocuradora General
Relatora Especial|Coordinadora Nacional|Jueza Tercera de Ejecución|Vicefiscal General|Arzobispo de Managua
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("role", OFFICES)
@pytest.mark.parametrize(
    "head", ["{role}\n{name}", "{name}\n{role}", "{role}\n{titled}", "{role}: {name}", "{role} {name}"]
)
def test_an_office_is_a_role_wherever_it_stands(role: str, head: str) -> None:
    name = "Tomas Sampleton"
    block = head.format(role=role, name=name, titled=f"Mr {name}") + "\n12 Example Street\nExampleville\n"
    found, problems = reached(f"{block}Fax: +44 20 7946 0123")
    (target,) = found.targets
    assert (target.name, target.role) == (name, role)
    assert target.address == ("12 Example Street", "Exampleville")
    assert problems == []


@pytest.mark.parametrize(
    ("head", "name", "role"),
    [
        ("Ceann Comhairle\nMr Tomas Sampleton", "Tomas Sampleton", "Ceann Comhairle"),
        ("Keeper of the Great Seal\nDr Tomas Sampleton", "Dr Tomas Sampleton", "Keeper of the Great Seal"),
        ("Mbororo Paramount Chief\nTomas Sampleton", "Tomas Sampleton", "Mbororo Paramount Chief"),
        ("Tomas Sampleton\nMbororo Deputy Administrator", "Tomas Sampleton", "Mbororo Deputy Administrator"),
        ("Camp Commandant\nJane Roe", "Jane Roe", "Camp Commandant"),
        ("Station Commander\nInspector Jane Roe", "Inspector Jane Roe", "Station Commander"),
        ("Crown Prince Omar Roe\nPrime Minister", "Crown Prince Omar Roe", "Prime Minister"),
        ("Archbishop of Managua\nCardinal Juan Roe", "Cardinal Juan Roe", "Archbishop of Managua"),
        ("Chief Minister, Utopia Pradesh\nMs Jane Roe", "Jane Roe", "Chief Minister, Utopia Pradesh"),
        ("Director, Northern Province\nJane Roe", "Jane Roe", "Director, Northern Province"),
        ("Gobernador de Texas\nGovernor Jane Roe", "Jane Roe", "Gobernador de Texas"),
        ("Jordan King\nMinister of Justice", "Jordan King", "Minister of Justice"),
        ("Gerhard Richter\nDirector of Prisons", "Gerhard Richter", "Director of Prisons"),
    ],
)
def test_an_office_that_is_not_known_and_a_name_that_looks_like_one(head: str, name: str, role: str) -> None:
    found, problems = reached(f"{head}\n12 Example Street\nExampleville\nFax: +44 20 7946 0123")
    assert [(target.name, target.role, target.address) for target in found.targets] == [
        (name, role, ("12 Example Street", "Exampleville"))
    ]
    assert problems == []


@pytest.mark.parametrize(
    "head",
    [
        "Tomas Sampleton\nCeann Comhairle",
        "Ceann Comhairle\nTomas Sampleton",
        "Ceannaire\nTomas Sampleton",
        "Mr Tomas Sampleton\nCeannaire",
        "Minister of Justice, Ministry of Justice\nJane Roe",
    ],
)
def test_where_an_office_cannot_be_told_it_is_said(head: str) -> None:
    found, problems = reached(f"{head}\n12 Example Street\nExampleville\nFax: +44 20 7946 0123")
    (target,) = found.targets
    assert target.faxes == ("+44 20 7946 0123",)
    assert problems == ["unclear"]


@pytest.mark.parametrize(
    "house", ["Içisleri Bakanligi", "Exemplar Energy Ltd", "Office of the Ceann Comhairle", "Governor Roe’s Mansion"]
)
def test_a_house_below_a_name_is_no_office(house: str) -> None:
    found, problems = reached(f"Mr Tomas Sampleton\n{house}\n12 Example Street\nFax: +44 20 7946 0123")
    (target,) = found.targets
    assert (target.role, target.address) == ("", (house, "12 Example Street"))
    assert problems == []


@pytest.mark.parametrize("role", ["Commander of the 7th District", "Governor of Example Street Prison"])
def test_a_district_that_somebody_commands_is_no_street(role: str) -> None:
    (target,) = targets(f"{role}\nMr Tomas Sampleton\n12 Example Street\nFax: +44 20 7946 0123")
    assert (target.name, target.role) == ("Tomas Sampleton", role)
    assert target.address == ("12 Example Street",)


@pytest.mark.parametrize("greeted", ["Monsieur le Procureur du Roi", "Madame la Ministre", "Sr. el Fiscal General"])
def test_an_office_that_is_greeted_is_nobodys_name(greeted: str) -> None:
    (target,) = targets(f"Crown Prosecutor\n{greeted}\n12 Example Street\nFax: +44 20 7946 0123")
    assert (target.name, target.role) == ("", "Crown Prosecutor")
    assert target.address == (greeted, "12 Example Street")


def test_a_town_behind_an_office_is_nobodys_name() -> None:
    block = "Crown Prosecutor, Springfield\nMonsieur le Procureur du Roi\n12 Example Street\nFax: +44 20 7946 0123"
    (target,) = targets(block)
    assert (target.name, target.role) == ("", "Crown Prosecutor, Springfield")


def test_an_article_in_a_name_stays() -> None:
    (target,) = targets("Crown Prosecutor\nMr Le Van Muster\n12 Example Street\nFax: +44 20 7946 0123")
    assert target.name == "Le Van Muster"


def test_a_place_before_an_office() -> None:
    block = "2) Istanbul Chief of Police:\nMr Orhan Muster\nIstanbul Emniyet Müdürlügü\nFaxes: + 90 212 524 1522"
    (target,) = targets(block)
    assert (target.name, target.role) == ("Orhan Muster", "Istanbul Chief of Police")
    assert target.address == ("Istanbul Emniyet Müdürlügü",)


def test_an_office_before_the_name_and_again_with_its_house_behind_it() -> None:
    line = "Presidente Andrés Muestra, Presidente de la República, Palacio de Ejemplo, Carrera 8, Bogotá, Colombia"
    (target,) = targets(f"{line}\nFax: + 57 1 284 2186")
    assert (target.name, target.role) == ("Andrés Muestra", "Presidente de la República")
    assert target.address == ("Palacio de Ejemplo, Carrera 8, Bogotá, Colombia",)


def test_numbered_offices_on_one_line_above_their_columns() -> None:
    block = (
        "1) Minister of Justice 2) Governor of Utopia\nLIN Shiyang\n11 Example Road\nFaxes: +86 10 5550 0143\n"
        "Salutation: Your Excellency\n\nTAO Shili\n7 Sample Road\nFaxes: +86 27 5550 0144\nSalutation: Dear Governor"
    )
    assert [(target.name, target.role) for target in targets(block)] == [
        ("LIN Shiyang", "Minister of Justice"),
        ("TAO Shili", "Governor of Utopia"),
    ]
