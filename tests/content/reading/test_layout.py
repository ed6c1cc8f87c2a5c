"""The layout of 2018 and later, as it is met: other cases, missing labels, wraps, quoting, French."""

from collections.abc import Callable
from datetime import date

import pytest

from content.action import Kind
from content.reading import read
from tests.content.reading.printing import PARTS, TODAY, action, printed, problems, reading


def test_a_whole_document_has_no_problems() -> None:
    found = action()
    assert (found.number, found.index, found.country) == ("905/26", "EUR 21/99905/2026", "France")
    assert (found.issued, found.deadline) == (date(2026, 11, 12), date(2026, 12, 24))
    assert (found.title, found.summary) == (PARTS["title"], PARTS["summary"])
    assert found.letter is not None
    assert found.letter.paragraphs == ("I am writing about Ana Prueba, who lent books.", "Please release her.")
    assert found.background == ("Lending books is the work of a librarian.", "Nothing else is known.")
    assert problems() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("ADDITIONAL INFORMATION", "Additional information"),
        lambda text: text.replace("TAKE ACTION\n", "take action:\n").replace("URGENT ACTION\n", "Urgent action\n"),
        lambda text: text.replace("PREFERRED LANGUAGE TO ADDRESS TARGET", "Preferred language to address target"),
        lambda text: text.replace("PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL:", "Please take action before :"),
        lambda text: text.replace("TAKE ACTION\n", "TAKE ACTION: WRITE AN APPEAL WITH THE LETTER BELOW\n"),
        lambda text: text.replace("NAME AND PRONOUN:", "NAME AND PRONOUN (NAME AND PREFERRED PRONOUN):"),
        lambda text: text.replace("TAKE ACTION\n", "1) TAKE ACTION:\n").replace("NAME AND", "NAME AND PREFFERED"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n\n\n   \n\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "\n".join("> " + line for line in text.split("\n")),
        lambda text: text.replace("URGENT ACTION\n", "**URGENT ACTION**\n").replace("Ana Prueba", "*Ana Prueba*"),
        lambda text: text.replace("I am writing", "[bookmark: _GoBack]I am writing"),
        lambda text: text.replace("ADDITIONAL INFORMATION", "[image: logo]\n\n2\n\f\nADDITIONAL INFORMATION"),
        lambda text: text.replace("Dear Minister", "SAMPLE LETTER\n\nDear Minister"),
        lambda text: text.replace("Yours sincerely,", "Yours sincerely,\n\n**AMNESTY\nINTERNATIONAL**\n\n[Your name]"),
        lambda text: text + "\n\nYou can also write in your own language.\n\nPage 2 of 2\n",
        lambda text: text.replace("905/26 Index: ", "905 /26 ").replace("France Date", "France\tDate"),
        lambda text: text.replace("First UA: 905/26", "First UA 905/2026"),
        lambda text: text.replace(PARTS["header"] + "\n\n", "").replace(
            "2. Tell us", PARTS["header"] + "\n\n2. Tell us"
        ),
        lambda text: text.replace("Nothing else", PARTS["header"] + "\n\nURGENT ACTION\n\nNothing else"),
    ],
)
def test_variants_say_the_same(change: Callable[[str], str]) -> None:
    changed = change(printed())
    assert changed != printed()
    assert reading(changed) == reading()


def test_a_header_taken_apart_is_put_together() -> None:
    header = "First UA: 905/26\nIndex: EUR 21/99905/2026\nCountry: France\nDate: 12 November 2026"
    assert reading(header=header) == reading()


def test_a_mail_header_gives_no_date() -> None:
    header = "From: a friend\nDate: Mon, 16 Nov 2026 10:00\n\nFirst UA: 905/26 Index: EUR 21/99905/2026 France"
    assert action(header=header).issued is None


def test_the_title_may_be_in_small_letters_or_on_two_lines() -> None:
    assert action(title="Librarian held over a shelf of books").title == "Librarian held over a shelf of books"
    assert action(title="LIBRARIAN HELD OVER\nA SHELF OF BOOKS").title == PARTS["title"]
    assert action(title="LIBRARIAN HELD\n" + PARTS["summary"], summary="").summary == PARTS["summary"]


def test_a_headline_may_hold_country_and_number() -> None:
    text = printed(header="", title="").replace(
        "URGENT ACTION\n", "Urgent Action: Librarian Held Over Books (France: UA 905.26)\n"
    )
    found = reading(text).action
    assert (found.title, found.country, found.number) == ("Librarian Held Over Books", "France", "905/26")


def test_without_the_label_the_action_part_is_found_all_the_same() -> None:
    assert reading(printed().replace("TAKE ACTION\n\n" + PARTS["steps"] + "\n\n", "")) == reading()


@pytest.mark.parametrize(
    ("missing", "problem"),
    [
        ({"deadline": ""}, ("deadline", "missing")),
        ({"targets": ""}, ("targets", "missing")),
        ({"letter": ""}, ("letter", "missing")),
        ({"title": "", "summary": ""}, ("title", "missing")),
        ({"header": "", "steps": ""}, ("number", "missing")),
        ({"targets": "Minister of Justice Camille Exemple"}, ("targets", "missing")),
    ],
)
def test_what_is_missing_is_said_and_never_made_up(missing: dict[str, str], problem: tuple[str, str]) -> None:
    assert problem in problems(**missing)


def test_a_heading_within_the_background_stays_apart() -> None:
    background = "Ana Prueba lends books.\n\nFreedom to read\nReaders read. Others write."
    assert action(background=background).background == (
        "Ana Prueba lends books.",
        "Freedom to read",
        "Readers read. Others write.",
    )


def test_a_sentence_goes_on_over_the_page() -> None:
    letter = PARTS["letter"].replace("I am writing about", "I am\n\n2\n\f\nwriting about")
    assert action(letter=letter).letter == action().letter


def test_a_closing_at_the_end_of_a_paragraph_is_separated() -> None:
    letter = PARTS["letter"].replace("her.\n\nYours", "her. Yours")
    assert action(letter=letter).letter == action().letter


def test_what_need_not_be_there_is_no_problem() -> None:
    assert problems(people="", previous="", background="", languages="", summary="") == []


def test_demands_take_the_place_of_a_letter() -> None:
    found = action(
        letter="", steps="- Release Ana Prueba at once and without conditions;\n- Give the books back to the readers."
    )
    assert found.letter is None
    assert found.asks == ("Release Ana Prueba at once and without conditions;", "Give the books back to the readers.")
    assert [target.name for target in found.targets] == ["Camille Exemple"]


def test_a_letter_without_its_salutation_is_kept_and_shown() -> None:
    letter = PARTS["letter"].removeprefix("Dear Minister Exemple,\n\n")
    found = reading(letter=letter)
    assert found.action.letter is not None
    assert found.action.letter.salutation == ""
    assert len(found.action.letter.paragraphs) == 2
    assert [(problem.field, problem.code) for problem in found.problems] == [("letter", "unclear")]


def test_paragraphs_after_the_letter_are_the_background_where_no_heading_says_so() -> None:
    background = "Ana Prueba has worked in the same library for twenty years, and knows all of its readers by name."
    text = printed(background="", letter=PARTS["letter"] + "\n\n" + background)
    assert reading(text).action.background == (background,)


@pytest.mark.parametrize(
    ("label", "kind", "sequence"),
    [
        ("First UA: 905/26", Kind.FIRST, 1),
        ("UA 905/26", Kind.FIRST, 1),
        ("Second UA 905/26", Kind.UPDATE, 2),
        ("THIRD UA: 905/26", Kind.UPDATE, 3),
        ("First update UA: 905/26", Kind.UPDATE, 2),
        ("6th Update UA 905/26", Kind.UPDATE, 7),
        ("Update: Second UA 905/26", Kind.UPDATE, 2),
        ("Update on UA 905/26", Kind.UPDATE, None),
        ("Further information on UA: 905/26", Kind.UPDATE, None),
        ("Second Urgent Action 905.26", Kind.UPDATE, 2),
    ],
)
def test_kind_and_sequence(label: str, kind: Kind, sequence: int | None) -> None:
    found = action(header=f"{label} Index: EUR 21/99905/2026 France Date: 12 November 2026")
    assert (found.number, found.kind, found.sequence) == ("905/26", kind, sequence)
    assert (found.country, found.issued) == ("France", date(2026, 11, 12))


def test_an_outcome_is_told_by_its_text_and_asks_for_nothing() -> None:
    found = reading(
        header="Third UA: 905/26 Index: EUR 21/99907/2026 France Date: 12 November 2026",
        summary="Ana Prueba is free again. No further action is requested; thank you to all who wrote.",
        targets="",
        letter="",
        deadline="",
        steps="",
    )
    assert (found.action.kind, found.action.sequence) == (Kind.OUTCOME, 3)
    assert found.problems == ()


@pytest.mark.parametrize("printed_number", ["EXTRA 139/95", "EX 139/95"])
def test_another_series_is_kept(printed_number: str) -> None:
    found = action(header=f"UA: {printed_number} Index: EUR 21/99905/2026 France Date: 12 November 2026", steps="")
    assert (found.series, found.number) == ("EXTRA", "139/95")


def test_two_numbers_are_a_problem() -> None:
    assert problems(steps="1. Tell us what you sent for Urgent Action 906.26.") == [("number", "unclear")]


def test_a_french_date_is_no_number() -> None:
    french = printed().replace("Tell us what you sent", "Agissez jusqu'au 26/02, et dites-le. Tell us what you sent")
    assert reading(french).action.number == "905/26"


def test_french_labels() -> None:
    text = """Deuxième AU : 905/26. Index : EUR 21/99905/2026. France Date : 12 novembre 2026

ACTION URGENTE

Une bibliothécaire est détenue pour une étagère de livres

Ana Prueba est détenue depuis six semaines.

PASSEZ À L’ACTION : ÉCRIVEZ UN APPEL

Monsieur Camille Exemple
Garde des Sceaux, ministre de la Justice
13 Place de l’Exemple
75000 Paris
Tél. : +33 1 99 00 12 34 / Fax : +33 1 99 00 12 35
Courriels : justice@example.org ; cabinet@example.org
Formule d’appel : Monsieur le Garde des Sceaux,

Monsieur le Garde des Sceaux,

Je vous écris au sujet d’Ana Prueba.

Je vous prie d’agréer, Monsieur le Garde des Sceaux, l’expression de mes sentiments distingués.

INFORMATIONS COMPLÉMENTAIRES

Prêter des livres est le métier d’une bibliothécaire.

LANGUE(S) À PRIVILÉGIER : français, anglais ou votre propre langue.
MERCI D’AGIR DANS LES PLUS BREFS DÉLAIS, AVANT LE : 1er janvier 2027
NOM ET PRONOM À UTILISER : Ana Prueba (elle)
LIEN VERS L’AU PRÉCÉDENTE : https://www.example.org/fr/documents/eur21/99904/2026/fr/
"""
    found = read(text.encode(), today=TODAY)
    action = found.action
    assert (action.language, action.number, action.kind, action.sequence) == ("fr", "905/26", Kind.UPDATE, 2)
    assert (action.index, action.country, action.issued) == ("EUR 21/99905/2026", "France", date(2026, 11, 12))
    (target,) = action.targets
    assert (target.name, target.role) == ("Camille Exemple", "Garde des Sceaux, ministre de la Justice")
    assert target.address == ("13 Place de l’Exemple", "75000 Paris")
    assert (target.phones, target.faxes) == (("+33 1 99 00 12 34",), ("+33 1 99 00 12 35",))
    assert target.emails == ("justice@example.org", "cabinet@example.org")
    assert action.letter is not None
    assert action.letter.closing.startswith("Je vous prie d’agréer")
    assert (action.languages, action.deadline) == (("fr", "en"), date(2027, 1, 1))
    assert [(person.name, person.pronouns) for person in action.people] == [("Ana Prueba", "elle")]
    assert action.previous == "https://www.example.org/fr/documents/eur21/99904/2026/fr/"
    assert found.problems == ()


def test_no_markup_comes_out() -> None:
    found = action(
        title="<b>LIBRARIAN</b> HELD<script src=https://evil.example/x.js></script>",
        letter="Dear Minister <i>Exemple</i>,\n\nSee [this](javascript:alert(1)) or javascript:alert(2) &c.\n\n"
        "Yours sincerely,",
        background="Write <uan@example.org>, 3 < 4 > 2, <https://example.org/a>.",
    )
    assert found.title == "LIBRARIAN HELD"
    assert found.letter is not None
    assert (found.letter.salutation, found.letter.paragraphs) == ("Dear Minister Exemple,", ("See this or &c.",))
    assert found.background == ("Write <uan@example.org>, 3 < 4 > 2, https://example.org/a.",)
