"""Documents on their way to an announcement: read, kept as drafts, looked at, and marked as checked."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from content import languages
from content.action import Channel, Target, UrgentAction
from content.ids import ActionId
from content.places import countries
from content.reading.confined import confined
from content.reading.problems import settle
from content.rules.announcing import blockers
from content.rules.deadlines import days_left
from dashboard.view import Draft, Reached, Way, Wording
from storage import actions
from storage.actions import Kept, Refused, State
from storage.database.engine import Database

WAYS = {
    Channel.POST: "post",
    Channel.EMAIL: "e-mail",
    Channel.FAX: "fax",
    Channel.PHONE: "phone",
    Channel.X: "X",
    Channel.FORM: "web form",
}
_HERE_AS = {
    State.DRAFT: "as a draft",
    State.APPROVED: "checked and ready to announce",
    State.ANNOUNCED: "and announced",
}


class Drafts:
    """The drafts' half of the `Source`. `zone` is the organization's: its day decides which deadline has passed."""

    def __init__(self, database: Database, *, zone: str) -> None:
        self._database = database
        self._zone = zone

    async def add(self, document: bytes, now: datetime) -> str:
        """Read a document, outside any transaction, and keep it; a sentence says what became of it.

        Raises Unreadable or Refused, whose text is one plain line, when nothing was kept.
        """
        reading = await confined(document, today=now.astimezone(ZoneInfo(self._zone)).date())
        language = reading.action.language
        async with self._database.writing() as tx:
            kept, new = await actions.add(tx, reading.action, zone=self._zone, now=now, met=reading.problems)
        said = _became(kept, language, new=new)
        if kept.state is not State.DRAFT:
            met = kept.met[language] if new else ()
            return " ".join([said, *(f"Please look: {problem.message}" for problem in met)])
        looks = sum(map(len, self._looks(kept, now).values()))
        return f"{said} {'Nothing' if not looks else 'One thing' if looks == 1 else f'{looks} things'} to look at."

    async def approve(self, action: ActionId, now: datetime) -> str:
        """Mark a draft as checked, unless something blocks it. Raises LookupError for an action that is not there."""
        try:
            async with self._database.writing() as tx:
                kept = await actions.approve(tx, action, now=now)
        except Refused as refused:
            return " ".join([str(refused), *(problem.message for problem in refused.problems)])
        return f"UA {kept.name} is checked: it can be sent now."

    def shown(self, found: Iterable[Kept], now: datetime) -> tuple[Draft, ...]:
        """The drafts among the actions, the newest first."""
        drafts = [kept for kept in found if kept.state is State.DRAFT]
        return tuple(self._draft(kept, now) for kept in sorted(drafts, key=lambda kept: kept.id, reverse=True))

    def _draft(self, kept: Kept, now: datetime) -> Draft:
        text = kept.text
        others = [other for language, other in kept.texts.items() if language != kept.language]
        return Draft(
            action=kept.id,
            number=kept.name,
            who=text.who,
            wordings=tuple(_wording(one) for one in (text, *others)),
            kind=text.kind,
            country=text.country,
            deadline=text.deadline,
            days_left=None if text.deadline is None else days_left(text.deadline, kept.zone, now),
            targets=tuple(_reached(target) for target in text.targets),
            looks=self._looks(kept, now),
            blockers=tuple(problem.message for problem in blockers(text, today=_today(kept, now))),
        )

    def _looks(self, kept: Kept, now: datetime) -> Mapping[str, tuple[str, ...]]:
        """What to look at, by field: what readings met, and what the action shows today."""
        found = list(settle(list(kept.met[kept.language]), kept.text, today=_today(kept, now)))
        for language, met in kept.met.items():
            if language != kept.language:
                found += met
        looks: dict[str, tuple[str, ...]] = {}
        for problem in found:
            looks[problem.field] = (*looks.get(problem.field, ()), problem.message)
        return looks


def _today(kept: Kept, now: datetime) -> date:
    return now.astimezone(ZoneInfo(kept.zone)).date()


def _became(kept: Kept, language: str, *, new: bool) -> str:
    if not new:
        return f"UA {kept.name} is here already, {_HERE_AS[kept.state]}."
    if language == kept.language:
        return f"UA {kept.name} is kept as a draft."
    called = languages.name(language, "en")
    return f"UA {kept.name} is here already: this document was kept as its {called} texts."


def _wording(text: UrgentAction) -> Wording:
    letter = text.letter
    parts = (letter.salutation, *letter.paragraphs, letter.closing) if letter else ()
    return Wording(
        language=text.language,
        called=languages.name(text.language, "en"),
        title=text.title,
        summary=text.summary,
        asks=text.asks,
        letter=tuple(part for part in parts if part),
        words=sum(len(paragraph.split()) for paragraph in letter.paragraphs) if letter else 0,
    )


def _reached(target: Target) -> Reached:
    contacts = {
        Channel.POST: (", ".join(target.address),),
        Channel.EMAIL: target.emails,
        Channel.FAX: target.faxes,
        Channel.PHONE: target.phones,
        Channel.X: target.x_handles,
        Channel.FORM: target.contact_forms,
    }
    return Reached(
        name=target.name or target.role,
        role=target.role if target.name else "",
        ways=tuple(Way(called=WAYS[channel], contacts=contacts[channel]) for channel in target.channels),
        stands_in=countries.name(target.accredited_to, "en") if target.accredited_to else "",
    )
