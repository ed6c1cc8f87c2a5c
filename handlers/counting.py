"""Counting: what it added up to, for staff."""

from handlers.acting.listing import LABELS
from handlers.turn import Reply
from handlers.visit import Visit
from storage import actions, takings
from storage.actions import Kept


async def counts(visit: Visit, name: str) -> Reply:
    """`/counts [UA]`: one action, or all that were announced, the newest last."""
    if not (await visit.role()).may_count:
        return visit.reply("not_staff")
    if name:
        found = await actions.by_name(visit.tx, name)
        if found is None:
            return visit.reply("counts_unknown", name=name[:40])
        wanted = [found]
    else:
        wanted = [kept for kept in await actions.listed(visit.tx) if kept.state is actions.State.ANNOUNCED][-10:]
    return visit.reply("counts", all=[await _counted(visit, kept) for kept in wanted])


async def _counted(visit: Visit, kept: Kept) -> dict[str, object]:
    tally = await takings.tally(visit.tx, kept.id)
    text = kept.read_in(visit.voice.reads)
    sent = [(text.targets[position].name, part.sent) for position, part in tally.by_target.items() if part.sent]
    sent += [(visit.voice.label(LABELS[channel]), part.sent) for channel, part in tally.by_channel.items() if part.sent]
    lines = [f"{by}: {visit.voice.number(count)}" for by, count in sent]
    return {"name": kept.name, "who": text.who, "counts": tally.whole, "lines": lines, **visit.left(kept)}
