"""A pause: nothing comes until a day that the person names."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from content.choices import EndPause, OpenPause, OpenSettings, SetPause, TypePause
from content.message import Button, Message
from content.rules.hours import at
from handlers import clock
from handlers.settling import typed_day
from handlers.turn import Reply
from handlers.visit import Visit
from storage import people, talks

LONGEST = 366
"""Days. Who wants to be left alone for longer stops, and comes back when they like."""


def until(visit: Visit) -> str:
    """The day on which a pause ends, in words; `""` without one."""
    ends = visit.paused_until
    return visit.voice.date(ends.astimezone(ZoneInfo(visit.zone)).date()) if ends else ""


async def pause(visit: Visit, day: str) -> Reply:
    """`/pause [DAY]`; in a pause it leads to its end."""
    if day:
        return await _typed(visit, day)
    return Reply(messages=(_question(visit),))


async def open_pause(visit: Visit, _choice: OpenPause) -> Reply:
    return Reply(messages=(_question(visit),), in_place=True)


async def set_pause(visit: Visit, choice: SetPause) -> Reply:
    """So many days or months were picked. Raises LookupError for more than the longest, or for none."""
    if choice.days > LONGEST or choice.months > LONGEST // 31:
        raise LookupError(choice.days)
    until = _months_on(clock.today(visit), choice.months) + timedelta(days=choice.days)
    return Reply(messages=(await _paused(visit, until),), in_place=True)


async def type_pause(visit: Visit, _choice: TypePause) -> Reply:
    """The day is to be typed."""
    await talks.expect(visit.tx, visit.here.chat, "pause", now=visit.turn.now)
    return visit.instead("pause_typed", [[visit.button("Back", OpenPause())]])


async def typed(visit: Visit, _detail: str) -> Reply:
    """The day, typed after `Until a day…`."""
    return await _typed(visit, visit.turn.what)


async def end_pause(visit: Visit, _choice: EndPause) -> Reply:
    await people.pause(visit.tx, visit.here.id, None)
    again = [visit.button("Pause", OpenPause()), visit.button("Back", OpenSettings())]
    return visit.instead("unpaused", [again])


async def _typed(visit: Visit, said: str) -> Reply:
    today = clock.today(visit)
    day = typed_day.day(said, visit.voice.reads, after=today)
    if day is None or not _may_last(today, day):
        await talks.expect(visit.tx, visit.here.chat, "pause", now=visit.turn.now)
        return visit.reply("pause_unknown", [[visit.button("Back", OpenPause())]], typed=said[:60])
    await talks.expect_nothing(visit.tx, visit.here.chat)
    return Reply(messages=(await _paused(visit, day),))


async def _paused(visit: Visit, day: date) -> Message:
    if not _may_last(clock.today(visit), day):
        raise LookupError(day)
    await people.pause(visit.tx, visit.here.id, at(day, time(), visit.zone))
    last = [visit.button("Go on now", EndPause()), visit.button("Back", OpenSettings())]
    return visit.message("paused", [last], until=visit.voice.date(day))


def _may_last(today: date, until: date) -> bool:
    return today < until <= today + timedelta(days=LONGEST)


def _question(visit: Visit) -> Message:
    lengths: list[list[Button]] = [
        [visit.button("A week", SetPause(7, 0)), visit.button("A month", SetPause(0, 1))],
        [visit.button("Three months", SetPause(0, 3)), visit.button("Until a day…", TypePause())],
    ]
    ends = until(visit)
    now = [visit.button("Go on now", EndPause())] if ends else []
    return visit.message("pause", [now, *lengths, [visit.button("Back", OpenSettings())]], until=ends)


def _months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
