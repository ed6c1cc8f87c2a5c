"""announce, broadcasts, role: sending to many, from the command line."""

import getpass
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.commands.adding import wanted
from bot.commands.spoken import Mistaken
from bot.opening import opened
from bot.settings import Settings, parse_person
from content.reading.problems import check
from content.rules.announcing import BroadcastState, blockers, broadcast_kind
from content.rules.roles import Role
from storage import actions, staff
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast


async def announce(settings: Settings, name: str, *, yes: bool, as_json_text: bool) -> int:
    """`uabot announce`: who would get it and what is in the way; with `yes` one approval, and off it goes."""
    now = datetime.now(UTC)
    async with opened(settings) as database, database.writing() as tx:
        kept = await wanted(tx, name)
        audience = await broadcasts.audience(tx)
        today = now.astimezone(ZoneInfo(kept.zone)).date()
        found = blockers(kept.text, today=today)
        if kept.state is actions.State.DRAFT:
            raise Mistaken(f"UA {kept.name} is a draft: check it, then `uabot add FILE --approve`.")
        if found and yes:
            raise Mistaken(f"UA {kept.name} cannot be announced: " + " ".join(problem.message for problem in found))
        sent: Broadcast | None = None
        if yes:
            approver = tx.vault.mark(f"command line: {getpass.getuser()}")
            kind = broadcast_kind(kept.text.kind)
            sent = await broadcasts.announce(tx, kept.id, kind, approver=approver, needed=settings.approvals, now=now)
    blocking = {(problem.field, problem.code) for problem in found}
    unclear = [one for one in check(kept.text, today=today) if (one.field, one.code) not in blocking]
    warnings = [problem.message for problem in unclear]
    if not audience.total:
        warnings.append("Nobody has joined yet: nobody would get it.")
    if as_json_text:
        print(
            json.dumps(
                {
                    "number": kept.name,
                    "recipients": audience.total,
                    "platforms": {platform.value: n for platform, n in audience.platforms.items()},
                    "languages": dict(audience.languages),
                    "stopped": audience.stopped,
                    "gone": audience.gone,
                    "blockers": [problem.message for problem in found],
                    "warnings": warnings,
                    "broadcast": _row(sent) if sent else None,
                },
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        for problem in found:
            print(f"blocked: {problem.message}")
        for warning in warnings:
            print(f"warning: {warning}")
        platforms = ", ".join(f"{platform.value} {n}" for platform, n in audience.platforms.items())
        print(f"{audience.total} recipients" + (f" ({platforms})" if platforms else ""), end="")
        print(f", {audience.stopped} stopped, {audience.gone} gone.")
        print(_said(settings, kept.name, sent))
    return 1 if found else 0


async def listed(settings: Settings, broadcast: int | None, *, as_json_text: bool) -> int:
    """`uabot broadcasts [ID]`: state, and the count of every delivery state."""
    async with opened(settings) as database, database.reading() as tx:
        found = await broadcasts.listed(tx)
        names = {kept.id: kept.name for kept in await actions.listed(tx)}
    if broadcast is not None:
        found = tuple(one for one in found if one.id == broadcast)
        if not found:
            raise Mistaken(f"There is no broadcast {broadcast}: `uabot broadcasts` lists them.")
    rows = [{**_row(one), "number": names[one.action]} for one in found]
    if as_json_text:
        print(json.dumps(rows if broadcast is None else rows[0], ensure_ascii=False, indent=2))
        return 0
    for one in found:
        counts = ", ".join(f"{n} {state.value}" for state, n in one.counts.items() if n)
        print(f"{one.id}: UA {names[one.action]} {one.kind} · {one.state} · {counts or 'nobody'}", end="")
        print(f" · {one.reason}" if one.reason else "")
    if not found:
        print("Nothing was announced yet.")
    return 0


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


def _row(one: Broadcast) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "state": one.state.value,
        "reason": one.reason,
        "approvals": one.approvals,
        "audience": one.audience,
        "deliveries": {state.value: n for state, n in one.counts.items()},
        "made_at": one.made_at.isoformat(),
        "ended_at": one.ended_at.isoformat() if one.ended_at else None,
    }


def _said(settings: Settings, name: str, sent: Broadcast | None) -> str:
    if sent is None:
        return f"Nothing was sent. `uabot announce {name} --yes` counts as one approval."
    if sent.already:
        return f"UA {name} was announced before (broadcast {sent.id}, {sent.state}): nobody gets it twice."
    if sent.state is BroadcastState.DRAFT:
        return (
            f"{sent.approvals} of {settings.approvals} approvals: somebody else must approve too. Nothing was sent "
            "(UABOT_APPROVALS=1 is for a team of one)."
        )
    if not sent.audience:
        return "Announced to nobody: whoever joins from now on finds it open."
    return f"Announced as broadcast {sent.id}: `uabot run` sends it; `uabot broadcasts {sent.id}` shows how far it is."
