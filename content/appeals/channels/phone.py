"""A call: the numbers, and what to say in about a minute."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import filled, language, line, sentences, subject

_WORDS = 110  # what a minute holds at reading speed, less greeting and thanks
_ASKS = 80  # of them


@dataclass(frozen=True, slots=True)
class _Script:
    greeting: str
    who: str
    whom: str
    about: str
    asks: str
    thanks: str
    machine: str


_SCRIPTS = {
    "en": _Script(
        greeting="Good day.",
        who="My name is [your name, town and country].",
        whom="I have a message for {}.",
        about="I am calling about {}.",
        asks="I ask you to pass on these requests:",
        thanks="Thank you for your time.",
        machine="If a machine answers, say the same, slowly, and leave no number of your own.",
    ),
    "fr": _Script(
        greeting="Bonjour.",
        who="Je m’appelle [vos nom, ville et pays].",
        whom="J’ai un message pour {}.",
        about="J’appelle au sujet de {}.",
        asks="Je vous prie de transmettre ces demandes :",
        thanks="Merci de m’avoir écouté.",
        machine="Si un répondeur décroche, dites la même chose, lentement, sans laisser votre numéro.",
    ),
}


def compose(action: UrgentAction, target: Target, _own: Own) -> Appeal:
    """The numbers to call and the script, in English where there is none in the action's language."""
    to = contacts.phones(target)
    script = _SCRIPTS.get(language(action), _SCRIPTS["en"])
    people = line(", ".join(person.name for person in action.people))
    asks = [f"- {ask}" for ask in _within(_ASKS, (line(ask) for ask in action.asks))]
    facts = _within(_WORDS - _words(asks), sentences(action.summary) or (line(action.title),))
    opening = (
        script.greeting,
        script.who,
        filled(script.whom, contacts.addressee(target)),
        filled(script.about, people),
    )
    parts = (
        " ".join(one for one in opening if one),
        " ".join(facts),
        "\n".join([script.asks, *asks]) if asks else "",
        script.thanks,
        script.machine,
    )
    return Appeal(
        channel=Channel.PHONE,
        to=to,
        subject=subject(action),
        body="\n\n".join(part for part in parts if part),
        language=action.language,
        copies=tuple((Label.COPY_NUMBER, number) for number in to),
    )


def _within(words: int, texts: Iterable[str]) -> list[str]:
    """The first of `texts` that fit into so many words together, whole; the very first in any case."""
    taken: list[str] = []
    for one in texts:
        if taken and _words([*taken, one]) > words:
            break
        if one:
            taken.append(one)
    return taken


def _words(texts: Iterable[str]) -> int:
    return sum(len(one.split()) for one in texts)
