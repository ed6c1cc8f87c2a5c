"""The command `uabot`: what it can be asked, and how what goes wrong is said. Everything heavy is loaded when asked."""

import sys
from collections.abc import Coroutine
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="uabot",
    help="Urgent Actions in the chats people already use: an alert arrives, a supporter acts, the action is counted.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="In place of the printed one.")]
Zone = Annotated[str | None, typer.Option(help="The deadline ends with its day there, as Europe/Paris.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Ua = Annotated[str, typer.Argument(metavar="UA", help="Its number, as 24/21; 24/21#1 for an older one of the case.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The document.")]


@app.command()
def demo() -> None:
    """Everything on this machine, no token: web chat, dashboard."""
    from bot.commands import serving

    _finish(serving.demo())


@app.command()
def run(verbose: Annotated[bool, typer.Option("--verbose", help="Say more in the log.")] = False) -> None:
    """Serve what the settings say: platforms, scheduler, web."""
    from bot.commands import serving
    from bot.settings import load

    _finish(serving.run(load(), verbose=verbose))


@app.command()
def worker(verbose: Annotated[bool, typer.Option("--verbose", help="Say more in the log.")] = False) -> None:
    """One more sender, on PostgreSQL."""
    from bot.commands import serving
    from bot.settings import load

    _finish(serving.worker(load(), verbose=verbose))


@app.command()
def check() -> None:
    """Settings, database, tokens, clock: ok, or what to do."""
    from bot.commands import checking

    _finish(checking.check())


@app.command()
def read(file: File, json_: Json = False) -> None:
    """What a document says, and what somebody must look at.

    Status 0 if all is clear, 3 if somebody must look, 2 if it cannot be read.
    """
    from bot.commands import reading
    from bot.settings import load

    _finish(reading.show(file, as_json_text=json_, zone=load().timezone))


@app.command()
def add(
    file: File,
    approve: Annotated[bool, typer.Option("--approve", help="Ready to announce, if nothing blocks.")] = False,
    deadline: Day = None,
    zone: Zone = None,
    topics: Annotated[str | None, typer.Option(metavar="A,B", help="What it is about, as torture,refugees.")] = None,
    hours_count: Annotated[
        str | None, typer.Option(metavar="REASON", help="Why it may wake those who allowed it.")
    ] = None,
    stop_writing: Annotated[bool, typer.Option("--stop-writing", help="An update after which nobody writes.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="The language it is written in, if that is not seen.")] = "",
) -> None:
    """Store a document as a draft; prints its number."""
    from bot.commands import adding
    from bot.settings import load

    marks = adding.Marks(zone=zone, topics=topics, hours_count=hours_count, stop_writing=stop_writing)
    _finish(adding.add(file, load(), approve=approve, deadline=_day(deadline), marks=marks, language=lang))


@app.command()
def actions(json_: Json = False) -> None:
    """The Urgent Actions here, with state and deadline."""
    from bot.commands import adding
    from bot.settings import load

    _finish(adding.listed(load(), as_json_text=json_))


@app.command()
def appeal(
    ua: Ua,
    target: Annotated[int, typer.Argument(metavar="TARGET", help="Counted from 1.")],
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="post, email, fax, phone, x or form.")],
    lang: Annotated[str, typer.Option("--lang", help="One of the languages the UA has.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it there: .txt, or for post and fax .pdf.")
    ] = None,
) -> None:
    """The ready-to-use text for one target through one channel."""
    from bot.commands import appealing
    from bot.settings import load

    _finish(appealing.appeal(load(), ua, target, channel, language=lang, out=out))


@app.command()
def wording(
    ua: Ua,
    what: Annotated[str | None, typer.Argument(metavar="[WHAT]", help="intro, thanks, warning or notes.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="Its language; else that of the document.")] = "",
    text: Annotated[
        str | None, typer.Option("--text", help="What is to be said; {days_left} and the like are filled in.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The same, from a file.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away.")] = False,
) -> None:
    """What the organization says beside a document."""
    from bot.commands import wording as saying
    from bot.settings import load

    asked = saying.Asked(what=what, language=lang, text=text, file=file, remove=remove)
    _finish(saying.wording(load(), ua, asked))


@app.command()
def announce(
    ua: Ua,
    yes: Annotated[bool, typer.Option("--yes", help="Count this as one approval; send once there are enough.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Follow it to its end; on a terminal it always is.")] = False,
    json_: Json = False,
) -> None:
    """Who would get it, what is in the way; with --yes, sent."""
    from bot.commands.sending import announcing
    from bot.settings import load

    _finish(announcing.announce(load(), ua, yes=yes, wait=wait, as_json_text=json_))


@app.command()
def revise(
    ua: Ua,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The corrected document.")] = None,
    deadline: Day = None,
    zone: Zone = None,
    yes: Annotated[bool, typer.Option("--yes", help="Count this as one approval; in force once there are enough.")] = (
        False
    ),
    json_: Json = False,
) -> None:
    """Correct what was announced, in place, and tell who acted.

    With neither FILE nor option it is about the correction that waits for approvals.
    """
    from bot.commands.sending import revising
    from bot.settings import load

    day = _day(deadline)
    _finish(revising.revise(load(), ua, file, deadline=day, zone=zone, yes=yes, as_json_text=json_))


@app.command()
def withdraw(
    ua: Ua,
    yes: Annotated[bool, typer.Option("--yes", help="Count this as one approval; done once there are enough.")] = False,
    json_: Json = False,
) -> None:
    """Take back what was announced, and tell who acted."""
    from bot.commands.sending import revising
    from bot.settings import load

    _finish(revising.withdraw(load(), ua, yes=yes, as_json_text=json_))


@app.command()
def broadcasts(
    broadcast: Annotated[int | None, typer.Argument(metavar="[ID]")] = None,
    json_: Json = False,
    pause: Annotated[bool, typer.Option("--pause", help="Halt it: what has not left waits.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Let a paused one go on.")] = False,
    stop: Annotated[bool, typer.Option("--stop", help="Give it up: what has not left never will.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Send it once more to those who may lack it.")] = False,
) -> None:
    """What was announced, and how far each delivery is."""
    from bot.commands.sending import broadcasting
    from bot.settings import load

    asked = {"pause": pause, "resume": resume, "stop": stop, "again": again}
    does = [name for name, wanted in asked.items() if wanted]
    _finish(broadcasting.shown(load(), broadcast, does, as_json_text=json_))


@app.command()
def counts(
    ua: Annotated[str | None, typer.Argument(metavar="[UA]")] = None,
    json_: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """What it added up to."""
    from bot.commands import counting
    from bot.settings import load

    _finish(counting.counts(load(), ua, as_json_text=json_, as_csv=csv))


@app.command()
def role(
    person: Annotated[str, typer.Argument(metavar="PLATFORM:ID", help="As telegram:12345.")],
    given: Annotated[str, typer.Argument(metavar="ROLE", help="owner, organizer, staff or none.")],
) -> None:
    """Say who may send, and who may read the counts."""
    from bot.commands.sending import announcing
    from bot.settings import load

    _finish(announcing.role(load(), person, given))


def _day(said: datetime | None) -> date | None:
    return said.date() if said else None


def _finish(work: Coroutine[Any, Any, int]) -> None:
    try:
        import uvloop
    except ImportError:  # where it cannot be had, as on Windows
        import asyncio

        raise typer.Exit(asyncio.run(work)) from None
    raise typer.Exit(uvloop.run(work))


def main() -> None:
    """The command, as it is installed. Leaves with its exit status; no traceback for what a person can mend."""
    try:
        status = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    except BrokenPipeError:
        status = 0
    except Exception as error:
        line = _plainly(error)
        if line is None:
            raise
        _say(line)
        status = _status(error)
    sys.exit(status)


def _say(line: str) -> None:
    print(f"uabot: {' '.join(line.split())}", file=sys.stderr)


def _plainly(error: Exception) -> str | None:
    """The one line of what a person can mend; None for a mistake of ours. Only modules already loaded can raise it."""
    kinds = {
        ("bot.settings", "Missettled"),
        ("bot.on_web.server", "AddressTaken"),
        ("bot.commands.spoken", "Mistaken"),
        ("bot.on_telegram.outcomes", "TelegramRefused"),
        ("content.reading.unreadable", "Unreadable"),
        ("content.rules.wordings", "Misworded"),
        ("storage.actions", "Refused"),
        ("storage.database.engine", "DatabaseUnready"),
    }
    wrong_use = getattr(error, "format_message", None)  # typer's UsageError, which has no public name
    if wrong_use is not None:
        return f"{wrong_use().rstrip('.')}: `uabot --help` says what there is."
    for kind in type(error).__mro__:
        if (kind.__module__, kind.__name__) in kinds:
            problems = getattr(error, "problems", ())
            return " ".join([str(error), *(problem.message for problem in problems)])
    return None


def _status(error: Exception) -> int:
    return 1 if type(error).__module__ == "storage.actions" else 2


if __name__ == "__main__":
    main()
