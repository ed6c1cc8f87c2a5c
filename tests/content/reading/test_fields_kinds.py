"""First, update or outcome, and which in the row: by the header's ordinal, and by what the text says."""

import pytest

from content.action import Kind, Problem
from content.reading.fields.kinds import closes, kind


def told(
    lead: str, *said: str, updated: bool = False, follows: bool = False, asks: bool = True
) -> tuple[Kind, int | None, list[str]]:
    problems: list[Problem] = []
    named, sequence = kind(lead, said, said, updated=updated, follows=follows, asks=asks, problems=problems)
    return named, sequence, [f"{problem.field} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("lead", "named", "sequence"),
    [
        ("", Kind.FIRST, 1),
        ("First", Kind.FIRST, 1),
        ("Second", Kind.UPDATE, 2),
        ("THIRD", Kind.UPDATE, 3),
        ("1st Update", Kind.UPDATE, 2),
        ("6th Update", Kind.UPDATE, 7),
        ("Update: Second", Kind.UPDATE, 2),
        ("Update", Kind.UPDATE, None),
        ("Further information on", Kind.UPDATE, None),
        ("Third further information on", Kind.UPDATE, 4),
        ("Follow-up on", Kind.UPDATE, None),
        ("Third follow-up to", Kind.UPDATE, 4),
        ("Final update", Kind.UPDATE, None),
        ("Second and final update", Kind.UPDATE, 3),
        ("Update no. 3 on", Kind.UPDATE, 4),
        ("Première", Kind.FIRST, 1),
        ("1re", Kind.FIRST, 1),
        ("2e", Kind.UPDATE, 2),
        ("Deuxième mise à jour de l’", Kind.UPDATE, 3),
        ("Action complémentaire sur l'", Kind.UPDATE, None),
        ("Informations complémentaires sur l’", Kind.UPDATE, None),
        ("Complément d’information sur l'", Kind.UPDATE, None),
        ("Primera", Kind.FIRST, 1),
        ("Segunda", Kind.UPDATE, 2),
        ("3ª", Kind.UPDATE, 3),
        ("3a", Kind.UPDATE, 3),
        ("Primera actualización de la", Kind.UPDATE, 2),
        ("Más información sobre la", Kind.UPDATE, None),
        ("Más información (actualización núm. 3) sobre", Kind.UPDATE, 4),
        ("Información complementaria sobre la", Kind.UPDATE, None),
    ],
)
def test_the_words_before_the_number(lead: str, named: Kind, sequence: int | None) -> None:
    assert told(lead) == (named, sequence, [])
    assert told(lead.upper()) == (named, sequence, [])


@pytest.mark.parametrize(
    ("said", "sequence"),
    [
        ("This is the first update of UA 58/16.", 2),
        ("This is the 3rd update of UA: 58/16. Further information: www.example.org", 4),
        ("This is the second UA 58/16.", 2),
        ("Third follow-up to EX 12/99", 4),
        ("6th Update UA 3/13", 7),
        ("Second Urgent Action 12.24", 2),
        ("Ceci est la première mise à jour de l’AU 58/16.", 2),
        ("Il s'agit de la deuxième mise à jour de l'AU 58/16.", 3),
        ("Ésta es la primera actualización de la AU 58/16.", 2),
        ("Further information on UA 329/94 (EUR 44/52/94, 9 September 1994)", None),
        ("This is an update to UA 58/16.", None),
    ],
)
def test_what_a_document_says_of_itself(said: str, sequence: int | None) -> None:
    assert told("", said) == (Kind.UPDATE, sequence, [])


def test_sentences_about_the_case_say_nothing_of_the_document() -> None:
    assert told("", "This is the first time that a second officer was charged.") == (Kind.FIRST, 1, [])
    assert told("", "Tell us what you did for the second Urgent Action 12.24.") == (Kind.FIRST, 1, [])


def test_heading_or_the_document_before_it_tell_an_update_without_its_place() -> None:
    assert told("", updated=True) == (Kind.UPDATE, None, [])
    assert told("", follows=True) == (Kind.UPDATE, None, [])
    assert told("First", follows=True) == (Kind.FIRST, 1, [])
    assert told("Further information on", "This is the first update of UA 58/16.") == (Kind.UPDATE, 2, [])


def test_two_places_in_the_row_are_a_problem() -> None:
    assert told("Second", "This is the third update of UA 58/16.") == (Kind.UPDATE, 2, ["sequence unclear"])


CLOSING = [
    "No further action is requested.",
    "No further action is requested from the UA Network at present.",
    "No further action by the network is required at this time; many thanks to all who wrote.",
    "At the moment no further appeals are needed.",
    "No further action needed, thank you.",
    "There is no further action requested.",
    "This case requires no further action from the Urgent Action Network.",
    "For now, we are asking for no further action.",
    "Amnesty International is not requesting any further action on this case.",
    "Please do not send any more letters.",
    "Please send no further appeals.",
    "Please stop sending appeals.",
    "There is no need for further action.",
    "It is no longer necessary to send appeals.",
    "Further action is not required.",
    "Aucune action complémentaire n’est requise de la part du réseau.",
    "Aucune action supplémentaire n'est demandée pour le moment.",
    "Aucune autre intervention n’est actuellement nécessaire.",
    "Pour l'instant, aucun nouvel appel n'est nécessaire.",
    "Merci de ne plus envoyer d’appels.",
    "Il n’est plus nécessaire d’intervenir.",
    "Ce cas ne nécessite plus d'action.",
    "No se requiere ninguna otra acción de la Red de Acción Urgente.",
    "Por el momento no se requieren más acciones.",
    "No se precisa ninguna acción adicional.",
    "No es necesario emprender nuevas acciones.",
    "De momento no es precisa ninguna otra acción de la red.",
    "No se solicitan más llamamientos.",
    "No envíen más llamamientos, por favor.",
]


@pytest.mark.parametrize("sentence", CLOSING)
@pytest.mark.parametrize("before", ["", "The police released her on 3 May 2013. ", "Good News! "])
def test_a_text_that_asks_for_no_more_closes(sentence: str, before: str) -> None:
    assert closes([before + sentence], asks=False)
    assert told("Further information on", before + sentence, asks=False) == (Kind.OUTCOME, None, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Good News!",
        "STOP ACTION",
        "Many thanks to all who sent appeals.",
        "No further action was taken by the police.",
        "The prosecutor said that no further action is required.",
        "The police told her family that “no further action is needed”.",
        "No further action is required by the court.",
        "The authorities took no further action.",
        "The fiscal dijo que no se requiere ninguna otra acción.",
        "Le parquet a déclaré qu'aucune autre action n'est nécessaire.",
        "No further arrests are needed to cause fear.",
        "Please do not send any further appeals after 2 April 2013.",
        "No further action is requested for Ana Prueba. Please continue to send appeals for the five.",
        "Congratulations and thanks to all, and please continue appeals for the five others.",
        "Further action is needed.",
        "Aucune enquête n'est ouverte.",
        "No se sabe nada más.",
    ],
)
def test_a_text_that_goes_on_does_not_close(sentence: str) -> None:
    assert not closes([sentence], asks=False)


def test_the_network_may_say_so_beside_the_police() -> None:
    assert closes(["The police have freed her, and no further action is requested from the network."], asks=True)


def test_a_closing_document_keeps_the_ordinal_of_its_header() -> None:
    assert told("Third", CLOSING[0], asks=False) == (Kind.OUTCOME, 3, [])
    assert told("2nd update", CLOSING[0], asks=False) == (Kind.OUTCOME, 3, [])
    assert told("", CLOSING[0], asks=False) == (Kind.OUTCOME, None, [])


def test_who_asks_and_closes_contradicts_itself() -> None:
    assert told("Second", CLOSING[0], asks=True) == (Kind.OUTCOME, 2, ["kind unclear"])


def test_that_a_case_is_closed_counts_where_nothing_is_asked() -> None:
    assert closes(["This Urgent Action is now closed."], asks=False)
    assert not closes(["This Urgent Action is now closed."], asks=True)
