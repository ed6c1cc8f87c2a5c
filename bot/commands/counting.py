"""counts: what it added up to, on the command line."""

import csv
import io
import json
from datetime import UTC, datetime

from bot.commands.adding import wanted
from bot.opening import opened
from bot.settings import Settings
from content.rules.counting import Counts, Part, Tally
from storage import actions, takings
from storage.actions import Kept

WHOLE = ("delivered", "started", "handed_out", "sent", "tried", "people", "reported", "own_words", "arrived")
PART = ("handed_out", "sent", "tried", "people", "own_words")


async def counts(settings: Settings, name: str | None, *, as_json_text: bool, as_csv: bool) -> int:
    """`uabot counts [UA]`: one action, or all that were announced."""
    async with opened(settings) as database, database.reading() as tx:
        if name is None:
            chosen = [kept for kept in await actions.listed(tx) if kept.state is actions.State.ANNOUNCED]
        else:
            chosen = [await wanted(tx, name)]
        found = [(kept, await takings.tally(tx, kept.id)) for kept in chosen]
    if as_json_text:
        rows = [_json(kept, tally) for kept, tally in found]
        print(json.dumps(rows if name is None else rows[0], ensure_ascii=False, indent=2))
    elif as_csv:
        print(_csv(found), end="")
    else:
        for kept, tally in found:
            print("\n".join(_text(kept, tally)))
        if not found:
            print("No Urgent Action was announced yet.")
    return 0


def _json(kept: Kept, tally: Tally) -> dict[str, object]:
    targets = kept.text.targets
    return {
        "number": kept.name,
        "as_of": datetime.now(UTC).isoformat(timespec="seconds"),
        **_numbers(tally.whole, WHOLE),
        "by_target": [
            {"target": position + 1, "name": targets[position].name, **_numbers(part, PART)}
            for position, part in tally.by_target.items()
        ],
        "by_channel": {channel.value: _numbers(part, PART) for channel, part in tally.by_channel.items()},
    }


def _numbers(counted: Counts | Part, names: tuple[str, ...]) -> dict[str, int]:
    return {name: getattr(counted, name) for name in names}


def _text(kept: Kept, tally: Tally) -> list[str]:
    whole = tally.whole
    lines = [f"UA {kept.name} · {kept.text.who}: {whole.sent} sent, by {whole.people} people"]
    lines.append(f"  {whole.own_words} of them in words of their own")
    lines += [f"  {kept.text.targets[at].name}: {part.sent} sent" for at, part in tally.by_target.items()]
    lines += [f"  {channel.value}: {part.sent} sent" for channel, part in tally.by_channel.items()]
    lines.append(
        f"  {whole.delivered} alerts delivered, {whole.arrived} came by its link, {whole.started} began, "
        f"{whole.handed_out} appeals handed out, "
        f"{whole.tried} could not send, {whole.reported} reported by groups"
    )
    return lines


def _csv(found: list[tuple[Kept, Tally]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["number", "target", "channel", *WHOLE])
    for kept, tally in found:
        number = _cell(kept.name)
        writer.writerow([number, "", "", *_numbers(tally.whole, WHOLE).values()])
        for position, part in tally.by_target.items():
            name = _cell(kept.text.targets[position].name)
            writer.writerow([number, name, "", *_wide(part)])
        for channel, part in tally.by_channel.items():
            writer.writerow([number, "", channel.value, *_wide(part)])
    return out.getvalue()


def _wide(part: Part) -> list[object]:
    return [getattr(part, name, "") for name in WHOLE]


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula (OWASP ASVS 5.0, 1.2.10)."""
    return f"'{text}" if text[:1] in "=+-@\t\0\r" else text
