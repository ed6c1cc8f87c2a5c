"""announce, role: sending to many, and who may, from the command line."""

import getpass
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.commands.adding import wanted
from bot.commands.sending import watching
from bot.commands.sending.broadcasting import row
from bot.commands.spoken import Mistaken
from bot.opening import opened
from bot.settings import Settings, parse_person
from content.action import Kind, Problem, UrgentAction
from content.reading.problems import check
from content.rules.announcing import BroadcastState, blockers, broadcast_kind
from content.rules.roles import Role
from content.rules.wordings import What
from storage import actions, staff
from storage.actions import Kept
from storage.database.engine import Tx
from storage.sending import broadcasts
from storage.sending.audience import Audience
from storage.sending.audience import audience as audience_of
from storage.sending.broadcasts import Broadcast
from storage.words import wordings


async def announce(settings: Settings, name: str, *, yes: bool, wait: bool, as_json_text: bool) -> int:
    """`uabot announce`: who would get it and what is in the way; with `yes` one approval, and off it goes.

    On a terminal a bar then shows how far it is; with `wait` it is followed to its end elsewhere too.
    """
    now = datetime.now(UTC)
    async with opened(settings) as database:
        async with database.writing() as tx:
            kept = await wanted(tx, name)
            audience = await audience_of(tx, kept.id, hours=settings.hours, now=now)
            today = now.astimezone(ZoneInfo(kept.zone)).date()
            found = blockers(kept.text, today=today, stops_writing=kept.stops_writing)
            if kept.state is actions.State.DRAFT:
                raise Mistaken(f"UA {kept.name} is a draft: check it, then `uabot add FILE --approve`.")
            if kept.withdrawn:
                raise Mistaken(f"UA {kept.name} was withdrawn: it is not announced any more.")
            if found and yes:
                raise Mistaken(f"UA {kept.name} cannot be announced: " + " ".join(problem.message for problem in found))
            intros = (await wordings.of(tx, kept.id)).get(What.INTRO, {})
            sent: Broadcast | None = None
            if yes:
                sent = await broadcasts.announce(
                    tx,
                    kept.id,
                    broadcast_kind(kept.text.kind),
                    approver=approver(tx),
                    needed=settings.approvals,
                    hours=settings.hours,
                    now=now,
                )
        warnings = to_look_at(kept.text, today=today, blocked=found, stops_writing=kept.stops_writing)
        if not audience.total:
            warnings.append(_nobody(kept, audience))
        if not as_json_text:
            _print(kept, found, warnings, audience)
            for language, text in intros.items():
                print(f"Above the card ({language}): {' '.join(text.split())}")
            print(_said(settings, kept.name, sent, audience), flush=True)
        status = 1 if found else 0
        on_terminal = sys.stdout.isatty() and not as_json_text
        if sent is not None and sent.state is BroadcastState.SENDING and (wait or on_terminal):
            show = watching.bar() if on_terminal else watching.silence() if as_json_text else watching.lines()
            sent, status = await watching.watch(database, sent.id, show)
            if not as_json_text:
                print(watching.ended(sent))
    if as_json_text:
        said = {
            "number": kept.name,
            "recipients": audience.total,
            "platforms": {platform.value: n for platform, n in audience.platforms.items()},
            "languages": dict(audience.languages),
            "stopped": audience.stopped,
            "gone": audience.gone,
            "waiting": audience.waiting,
            "paused": audience.paused,
            "paced": audience.paced,
            "elsewhere": audience.elsewhere,
            "blockers": [problem.message for problem in found],
            "warnings": warnings,
            "broadcast": row(sent) if sent else None,
        }
        print(json.dumps(said, ensure_ascii=False, indent=2))
    return status


async def role(settings: Settings, person: str, given: str) -> int:
    """`uabot role PLATFORM:ID owner|organizer|staff|none`."""
    platform, chat = parse_person(person)
    if given not in ("owner", "organizer", "staff", "none"):
        raise Mistaken(f"“{given[:20]}” is no role: write owner, organizer, staff or none.")
    chosen = Role.SUPPORTER if given == "none" else Role(given)
    async with opened(settings) as database, database.writing() as tx:
        await staff.give(tx, platform, chat, chosen, now=datetime.now(UTC))
    print(f"Done: that person on {platform.value} is {'a supporter' if given == 'none' else given} now.")
    return 0


def approver(tx: Tx) -> str:
    """By what approvals of whoever uses this command line are told from others', naming nobody."""
    return tx.vault.mark(f"command line: {getpass.getuser()}")


def to_look_at(text: UrgentAction, *, today: date, blocked: Sequence[Problem], stops_writing: bool) -> list[str]:
    """What a text shows that somebody should look at, beside what blocks."""
    if stops_writing:  # like an outcome, it asks for nothing that might be missing
        text = replace(text, kind=Kind.OUTCOME)
    blocking = {(problem.field, problem.code) for problem in blocked}
    return [one.message for one in check(text, today=today) if (one.field, one.code) not in blocking]


def _nobody(kept: Kept, audience: Audience) -> str:
    if any((audience.stopped, audience.gone, audience.paused, audience.elsewhere, audience.paced)):
        return "Nobody would get it now."
    if kept.text.kind is Kind.FIRST:
        return "Nobody has joined yet: nobody would get it."
    return "Nobody has joined yet, or was told of this case: nobody would get it."


def _print(kept: Kept, found: Sequence[Problem], warnings: Sequence[str], audience: Audience) -> None:
    for problem in found:
        print(f"blocked: {problem.message}")
    for warning in warnings:
        print(f"warning: {warning}")
    platforms = ", ".join(f"{platform.value} {n}" for platform, n in audience.platforms.items())
    print(f"{audience.total} recipients" + (f" ({platforms})" if platforms else ""), end="")
    print(f", {audience.stopped} stopped, {audience.gone} gone.")
    if audience.waiting:
        who = "All" if audience.waiting == audience.total else f"{audience.waiting}"
        print(f"{who} of them get it when their quiet hours are over.")
    if kept.hours_count:
        print(f"Hours count ({kept.hours_count}): whoever allowed it is woken.")
    left_out = {
        "have paused": audience.paused,
        "want other topics or regions": audience.elsewhere,
        "get the most urgent one in the evening": audience.paced,
    }
    others = [f"{n} {why}" for why, n in left_out.items() if n]
    if others:
        print(f"Not now: {', '.join(others)}.")


def _said(settings: Settings, name: str, sent: Broadcast | None, audience: Audience) -> str:
    if sent is None:
        return f"Nothing was sent. `uabot announce {name} --yes` counts as one approval."
    if sent.already:
        return f"UA {name} was announced before (broadcast {sent.id}, {sent.state}): nobody gets it twice."
    if sent.state is BroadcastState.DRAFT:
        return (
            f"{sent.approvals} of {settings.approvals} approvals: somebody else must approve too. Nothing was sent "
            "(UABOT_APPROVALS=1 is for a team of one)."
        )
    if not sent.audience and audience.paced:
        return "Announced: nobody gets it at once, and some in the evening."
    if not sent.audience:
        return "Announced to nobody: whoever joins from now on finds it open."
    return f"Announced as broadcast {sent.id}: `uabot run` sends it; `uabot broadcasts {sent.id}` shows how far it is."
