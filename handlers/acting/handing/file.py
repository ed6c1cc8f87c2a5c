"""The appeal as a file, to print or to open on another device, and as pieces that fit the fields of a web form."""

import asyncio
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from content.action import Channel, UrgentAction
from content.appeals import Appeal, Own, compose
from content.appeals.channels import form
from content.appeals.paper import PAPER, Unprintable, printed
from content.choices import OpenAppeal, Pieces, SendFile
from content.message import Attachment, Message, Span
from content.rules.deadlines import Stage
from handlers.acting import listing, reach
from handlers.turn import Reply
from handlers.visit import Visit
from handlers.wording.own import own_of
from storage.actions import Kept


async def send_file(visit: Visit, choice: SendFile) -> Reply:
    """The appeal as a file in a message of its own: on paper's channels a PDF, else text.

    What no font here can print comes as text, with the reason.
    """
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),))
    text = reach.text(visit, kept, choice.language)
    reach.offered(visit, kept, choice.target, choice.channel)
    own = await own_of(visit, kept, choice.target, text.language)
    kind = "fax" if choice.channel is Channel.FAX else "letter"
    name = f"{kind}-{kept.targets.index(choice.target) + 1}"  # no number: others may see what was saved lately
    line = visit.voice.label("The text as a file: print it, or open it on another device.")
    if choice.channel in PAPER:
        try:
            body = await _printed(visit, kept, text, choice, own)
        except Unprintable as refused:
            line = f"{refused} {line}"
        else:
            line = visit.voice.label(
                "Print it, fill in the blanks by hand and sign it. Whoever opens it at the office will see what you "
                "write: initials are enough."
            )
            return _file(line, Attachment(f"{name}.pdf", "application/pdf", body))
    appeal = compose(text, text.targets[kept.targets.index(choice.target)], choice.channel, own)
    return _file(line, Attachment(f"{name}.txt", "text/plain; charset=utf-8", as_text(appeal)))


async def pieces(visit: Visit, choice: Pieces) -> Reply:
    """The text for a web form, in pieces of a field's size, each to be copied as a whole."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),))
    if choice.size not in form.SIZES:
        raise LookupError(choice.size)
    text = reach.text(visit, kept, choice.language)
    reach.offered(visit, kept, choice.target, Channel.FORM)
    own = await own_of(visit, kept, choice.target, text.language)
    appeal = compose(text, text.targets[kept.targets.index(choice.target)], Channel.FORM, own)
    found = form.pieces(appeal.body, choice.size)
    back = [visit.button("Back", OpenAppeal(kept.id, choice.target, Channel.FORM, text.language))]
    return visit.instead("pieces", [back], pieces=found, size=choice.size)


def as_text(appeal: Appeal) -> bytes:
    """The appeal as a text file, with the line ends that every machine opens."""
    whole = "\n".join(["\n".join(appeal.to), "", appeal.subject, "", appeal.body])
    return ("\r\n".join(whole.strip().splitlines()) + "\r\n").encode()


async def _printed(visit: Visit, kept: Kept, text: UrgentAction, choice: SendFile, own: Own) -> bytes:
    """The PDF, made beside the loop so that nobody waits for it. Raises Unprintable."""
    today: date = visit.turn.now.astimezone(ZoneInfo(visit.zone)).date()
    target = text.targets[kept.targets.index(choice.target)]
    return await asyncio.to_thread(partial(printed, text, target, choice.channel, today=today, own=own))


def _file(line: str, attachment: Attachment) -> Reply:
    return Reply(messages=(Message((Span(line),), attachment=attachment),))
