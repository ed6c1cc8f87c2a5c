"""A block of known officials and contacts, in any order and with any separator, comes back exactly."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from content.action import Target
from tests.content.reading.addressing import reached

ROLES = (
    "Minister of Justice", "Prime Minister", "Attorney General", "President of the Republic", "Governor of New York",
    "Chief of Police", "Director of Prisons", "Minister of Foreign Affairs", "Speaker of the National Assembly",
    "Ministre de la Justice", "Procureur général", "Presidente de la República", "Fiscal General de la Nación",
    "Gobernadora del Estado", "Minister of Labour and Social Affairs", "Home Secretary",
)  # fmt: skip
NAMES = (
    "Jane Roe", "Tansu Örnek", "Álvaro Ejemplo Prueba", "Nguyễn Thị Mẫu", "Łukasz Przykład", "Saif bin Ali Al Mithal",
    "Awa N’Essai", "Jean-Marie Exemple", "Dr. Erika Muster", "Lt. Gen. Omar Mithal", "Sheikh Khalid al-Mithal",
)  # fmt: skip
COURTESIES = ("", "Mr ", "Ms. ", "H.E. ", "His Excellency ", "Sra. ", "Monsieur ", "S.E. Monsieur ")
ADDRESSES = (
    ("1 Example Street", "Springfield"),
    ("Ministry of Justice", "PO Box 281, Khartoum, Sudan"),
    ("06573 Ankara, Turkey",),
    ("Palais de justice", "BP 9426, N'Djamena", "Chad"),
    ("Carrera 8 No. 7-26", "Bogotá, Colombia"),
    (),
)
NUMBERS = (
    "+90 312 417 0476", "+ 51 1 4426 770", "202 555 0123", "(202) 555-0123", "+33 (0)1 99 00 12 34",
    "202 555 0123 | 4350",
)  # fmt: skip
EMAILS = ("a@example.org", "first.last@justice.gob.example", "info_leader@example.ir", "b-c@sub.example.co.uk")
HANDLES = ("@example_one", "@ExampleTwo", "@x_3")
LABELS = {
    "phones": ("Phone", "Tel", "Tel.", "Telephone", "Teléfono", "Tél.", "T", "Tfno."),
    "faxes": ("Fax", "Faxes", "Télécopie", "F"),
    "emails": ("Email", "E-mail", "Emails", "Courriel", "Correo-e", "Correo electrónico", "E"),
    "x_handles": ("Twitter", "X", "Twitter/X"),
    "salutation": ("Salutation", "Tratamiento", "Formule d’appel"),
}
COLONS = (": ", ":", " : ")
BETWEEN_CONTACTS = ("\n", " | ", " I ", " / ", "; ", " • ", "   ")
BETWEEN_VALUES = (", ", "; ", " or ", " / ")


@dataclass(frozen=True)
class Printed:
    text: str
    target: Target


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    role, name = draw(st.sampled_from(ROLES)), draw(st.sampled_from(NAMES))
    address = draw(st.sampled_from(ADDRESSES))
    found: dict[str, tuple[str, ...]] = {
        "phones": tuple(draw(st.lists(st.sampled_from(NUMBERS[:-1]), max_size=2, unique=True))),
        "faxes": tuple(draw(st.lists(st.sampled_from(NUMBERS), max_size=1))),
        "emails": tuple(draw(st.lists(st.sampled_from(EMAILS), max_size=3, unique=True))),
        "x_handles": tuple(draw(st.lists(st.sampled_from(HANDLES), max_size=2, unique=True))),
    }
    salutation = draw(st.sampled_from(("", "Dear Minister", "Your Excellency", "Señora Ministra / Dear Minister")))
    titled = draw(st.sampled_from(COURTESIES)) + name
    head = draw(
        st.sampled_from(
            (f"{role}\n{titled}", f"{titled}\n{role}", f"{role} {titled}", f"{titled}, {role}", f"{role}: {titled}")
        )
    )
    contacts = {
        kind: draw(st.sampled_from(LABELS[kind]))
        + draw(st.sampled_from(COLONS))
        + draw(st.sampled_from(BETWEEN_VALUES)).join(values)
        for kind, values in found.items()
        if values
    }
    if salutation:
        contacts["salutation"] = draw(st.sampled_from(LABELS["salutation"])) + ": " + salutation
    order = draw(st.permutations(sorted(contacts)))
    lines = draw(st.sampled_from(BETWEEN_CONTACTS)).join(contacts[kind] for kind in order)
    text = "\n".join((head, *address, lines)) if lines else "\n".join((head, *address))
    target = Target(
        name=name,
        role=role,
        address=address,
        emails=found["emails"],
        faxes=found["faxes"],
        phones=found["phones"],
        x_handles=found["x_handles"],
        salutation=salutation,
    )
    return Printed(text, target)


@given(st.lists(printed(), min_size=1, max_size=3), st.sampled_from(("\n\n", "\n\n\n\n")))
@settings(deadline=None, max_examples=300)
def test_officials_come_back(blocks: list[Printed], gap: str) -> None:
    blocks = [block for block in blocks if block.target.channels] or []
    found, problems = reached(gap.join(block.text for block in blocks))
    assert found.targets == tuple(block.target for block in blocks)
    assert (found.copies_to, problems) == ((), [])


@given(st.lists(printed(), min_size=2, max_size=3))
@settings(deadline=None, max_examples=100)
def test_numbers_part_officials_too(blocks: list[Printed]) -> None:
    blocks = [block for block in blocks if block.target.channels]
    text = "\n".join(f"{at}. {block.text}" for at, block in enumerate(blocks, start=1))
    assert reached(text)[0].targets == tuple(block.target for block in blocks)


@given(st.text(alphabet="Minister of Jane Roe,:;|/()@.+0123456789\n \t\"'–x", max_size=400))
@settings(deadline=None, max_examples=300)
def test_nothing_raises(text: str) -> None:
    for target in reached(text)[0].targets:
        assert target.name or target.role
        assert all("\n" not in line for line in target.address)


SCRAPS = ("Fax:", "Copies to:", "And", "(", "\n", "\n\n", "1.", "I", "Dear", "Street")


@given(st.lists(st.sampled_from((*ROLES, *NAMES, *NUMBERS, *EMAILS, *SCRAPS))))
@settings(deadline=None, max_examples=300)
def test_no_contact_is_made_up(words: list[str]) -> None:
    text = " ".join(words)
    for target in reached(text)[0].targets:
        assert set(target.emails) <= set(EMAILS)
        assert all(number in text for number in target.faxes)
