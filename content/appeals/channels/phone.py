"""A call: the numbers, and what to say in about a minute.

To let calls be framed in one more language, add a row to `_SCRIPTS`: its words fit whatever the name's gender or case.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import filled, language, line, sentences, subject

MINUTE = 150
"""Words that are spoken in a minute, calmly."""
_NAMES = 20  # words at most of whom it is for, and as many of whom it is about
_LEAST = 20  # words kept for what happened, however much is asked


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
    "es": _Script(
        greeting="Buenos días.",
        who="Me llamo [su nombre, ciudad y país].",
        whom="Tengo un mensaje para {}.",
        about="Llamo en relación con {}.",
        asks="Le ruego que transmita estas peticiones:",
        thanks="Gracias por su tiempo.",
        machine="Si responde un contestador, diga lo mismo, despacio, y no deje su número.",
    ),
    "ar": _Script(
        greeting="طاب يومكم.",
        who="اسمي [الاسم والمدينة والبلد].",
        whom="لديّ رسالة إلى {}.",
        about="أتصل بشأن {}.",
        asks="أرجو منكم نقل هذه المطالب:",
        thanks="شكرًا على وقتكم.",
        machine="إذا ردّ المجيب الآلي، يُقال الكلام نفسه ببطء، من دون ترك رقم هاتف.",
    ),
    "ru": _Script(
        greeting="Здравствуйте.",
        who="Меня зовут [ваши имя, город и страна].",
        whom="У меня сообщение. Кому: {}.",
        about="Я звоню вот по какому поводу: {}.",
        asks="Прошу вас передать эти требования:",
        thanks="Спасибо, что выслушали.",
        machine="Если ответит автоответчик, скажите то же самое, медленно, и не оставляйте своего номера.",
    ),
}


def compose(action: UrgentAction, target: Target, _own: Own) -> Appeal:
    """The numbers to call and the script, framed in English where there are no words in the action's language.

    What is said takes a minute at most: the demands and the facts that fit, whole; a first one that would not is cut.
    Where no demands are printed, it asks as the sample letter does, as far as there is time.
    The last paragraph tells what to do if a machine answers.
    """
    to = contacts.phones(target)
    script = _SCRIPTS.get(language(action), _SCRIPTS["en"])
    names = ", ".join(name for one in action.people if (name := line(one.name)))
    whom = _cut(contacts.addressee(target), _NAMES)
    about = _cut(names or line(action.title), _NAMES)
    opening = (script.greeting, script.who, filled(script.whom, whom), filled(script.about, about))
    given = letter.asked(action)
    listed = bool(given) and any(line(ask) for ask in action.asks)
    room = MINUTE - spoken([*opening, script.thanks, *([script.asks] if listed else [])])
    told = sentences(action.summary) or ((line(action.title),) if names else ())
    if listed:
        asks = _within(room - min(_LEAST, spoken(told)), given)
        facts = _within(room - spoken(asks), told)
    else:  # a summary mostly says what must be done: of the letter's sentences those that still fit
        facts = _within(room, told)
        left = room - spoken(facts)
        asks = [one for at, one in enumerate(given) if spoken(given[: at + 1]) <= left]
    parts = (
        " ".join(one for one in opening if one),
        " ".join(facts),
        "\n".join([script.asks, *(f"- {ask}" for ask in asks)]) if listed else " ".join(asks),
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


def spoken(texts: Iterable[str]) -> float:
    """How many words of ordinary length the texts take to say, in any script."""
    lengths = (sum(map(_part, word)) for text in texts for word in text.split())
    return sum(max(1.0, length) for length in lengths if length)


def _part(letter: str) -> float:
    """What part of a word a letter is: half of one in Chinese and Japanese, whose words nothing parts."""
    if unicodedata.category(letter)[0] not in "LN":
        return 0.0
    if unicodedata.east_asian_width(letter) == "W":
        return 0.5
    dense = "\u0590" <= letter <= "\u08ff" or "\u0e00" <= letter <= "\u109f" or "\u1780" <= letter <= "\u17ff"
    return 1 / 5 if dense else 1 / 7  # no vowels are written, or no spaces


def _within(words: float, texts: Iterable[str]) -> list[str]:
    """The first of `texts` that fit into so many words together, whole; the very first in any case, if need be cut."""
    taken: list[str] = []
    for one in texts:
        if taken and spoken([*taken, one]) > words:
            break
        taken.append(_cut(one, words))
    return taken


def _cut(text: str, words: float) -> str:
    """`text`, or as many of its words as fit with "…" after them; of one endless word its letters."""
    if spoken([text]) <= words:
        return text
    heads = (text[:at].rstrip(" ,;:.") for at in range(len(text) - 1, 0, -1) if text[at].isspace() or " " not in text)
    return next((f"{head}…" for head in heads if head and spoken([head]) <= words), "…")
