"""Correcting and withdrawing from the command line: what it would do, how many approve, what is in force."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.sending.revising import described
from content.courier import Delivered, Outcome, Unknown
from content.ids import Platform, PlatformId, Reference, SupporterId
from content.rules.counting import Said as Told
from storage import actions, people, takings
from storage.database.engine import Database, open_database
from storage.revising import Change
from storage.sending import deliveries, settling
from tests.bot.command import M_K, Said, Shell
from tests.bot.test_commands import refused
from tests.bot.test_end_to_end import join, last, press, sample_document
from tests.databases import on_sqlite
from tests.fake_telegram.client import fake, until

SECRET = "a secret for tests"
PEOPLE = 5
SOON = datetime.now(UTC).date() + timedelta(days=4)
"""The sample's deadline."""
LATER = SOON + timedelta(days=7)
A, B = {"name": "A"}, {"name": "B"}


@dataclass
class Desk:
    """A command line in a folder with a document, and the database beneath it."""

    shell: Shell
    database: Database
    people: Sequence[SupporterId]

    async def uabot(self, *words: str, user: str = "anna", **settings: str) -> Said:
        return await asyncio.to_thread(self.shell.uabot, *words, LOGNAME=user, **settings)

    def write(self, name: str, old: str, new: str) -> None:
        """The sample with other words in it."""
        text = sample_document().decode()
        assert old in text
        (self.shell.folder / name).write_bytes(text.replace(old, new).encode())

    async def leave(self, *outcomes: Outcome, minutes: int = 0) -> list[tuple[str, bool]]:
        """So many of what is queued leave, with these outcomes: of which kind, and whether they change a message."""
        now = datetime.now(UTC) + timedelta(minutes=minutes)
        async with self.database.writing() as tx:
            queued = await deliveries.due(tx, Platform.TELEGRAM, now=now, limit=len(outcomes))
            await deliveries.mark_sending(tx, queued, now=now)
            await settling.settle(tx, list(zip(queued, outcomes, strict=False)), now=now)
        return [(one.kind.value, one.origin is not None) for one in queued]

    async def took(self, supporter: SupporterId) -> None:
        """They were handed the letter to the first target."""
        now = datetime.now(UTC)
        async with self.database.writing() as tx:
            kept = await actions.by_name(tx, M_K)
            assert kept is not None
            channel = kept.text.targets[0].channels[0]
            await takings.say(tx, supporter, kept.id, kept.targets[0], channel, Told.ASKED, now=now)


@pytest.fixture
async def desk(blank: str, tmp_path: Path) -> AsyncIterator[Desk]:
    """Five people; the alert reached three of them, and waits for the others."""
    (tmp_path / "ua.txt").write_bytes(sample_document())
    settings = {"UABOT_APPROVALS": "1", "UABOT_SECRET": SECRET, "UABOT_DATABASE": blank, "UABOT_QUIET": ""}
    shell = Shell(tmp_path, settings)
    await asyncio.to_thread(shell.uabot, "actions")  # makes the tables, procrastinate's too
    database = await open_database(blank, SECRET)
    joined = []
    async with database.writing() as tx:
        for n in range(PEOPLE):
            one = await people.join(tx, Platform.TELEGRAM, PlatformId(str(n)), language="en", now=datetime.now(UTC))
            joined.append(one.id)
    desk = Desk(shell, database, joined)
    assert (await desk.uabot("add", "ua.txt", "--approve")).status == 0
    assert (await desk.uabot("announce", M_K, "--yes")).status == 0
    await desk.leave(*(Delivered(Reference(str(n))) for n in range(3)))
    yield desk
    await database.close()


@on_sqlite
async def test_a_later_deadline(desk: Desk) -> None:
    asked = await desk.uabot("revise", M_K, "--deadline", f"{LATER}")
    assert asked.out.splitlines() == [
        f"UA {M_K} · M.K.",
        f"  deadline: {SOON} → {LATER}",
        "3 delivered messages would be edited in place.",
        "Nothing was changed. It has 0 of 1 approvals, and the same command with --yes adds one.",
    ]
    assert (asked.status, len((await desk.uabot("broadcasts", "--json")).json)) == (0, 1)
    done = await desk.uabot("revise", M_K, "--deadline", f"{LATER}", "--yes")
    assert done.out.splitlines()[2:] == [
        "In force: 3 messages changed (broadcast 3). `uabot run` sends it; `uabot broadcasts` shows how far it is."
    ]
    assert (await desk.uabot("broadcasts")).out.splitlines()[1:] == [
        f"2: UA {M_K} correction · in force · 1 approval",
        f"3: UA {M_K} correction · sending · 3 queued · 0 a second",
    ]
    listed = (await desk.uabot("actions")).out
    assert f"{LATER}" in listed
    assert listed.rstrip().endswith("M.K. · corrected")
    refused(await desk.uabot("revise", M_K, "--deadline", f"{LATER}"), "says all this already")


async def test_another_text_is_for_two_people_and_tells_who_took_a_letter(desk: Desk) -> None:
    two = {"UABOT_APPROVALS": "2"}
    for minutes in (0, 1):
        await desk.leave(Unknown("no answer"), Unknown("no answer"), minutes=minutes)
    await desk.took(desk.people[0])
    await desk.took(desk.people[4])
    desk.write("mended.txt", "He is 41 years old", "He is 42 years old")
    asked = await desk.uabot("revise", M_K, "mended.txt", **two)
    assert asked.out.splitlines()[1:] == [
        "  letter: changed",
        "3 delivered messages would be edited in place.",
        "2 more may have arrived: those people would get a short message.",
        "2 people who took an appeal would be told.",
        "Nothing was changed. It has 0 of 2 approvals, and the same command with --yes adds one.",
    ]
    for _ in range(2):
        first = await desk.uabot("revise", M_K, "mended.txt", "--yes", **two)
        assert first.out.splitlines()[-1] == (
            f"1 of 2 approvals: somebody else must approve too, with `uabot revise {M_K} --yes`. Nothing was changed "
            "(UABOT_APPROVALS=1 is for a team of one)."
        )
    assert f"2: UA {M_K} correction · draft · 1 approval" in (await desk.uabot("broadcasts")).out
    seen = await desk.uabot("revise", M_K, user="bert", **two)
    assert seen.out.splitlines()[1] == "  letter: changed"
    assert "It has 1 of 2 approvals" in seen.out
    done = await desk.uabot("revise", M_K, "--yes", user="bert", **two)
    assert "In force: 5 messages changed (broadcast 3), 2 people told (broadcast 4)." in done.out
    assert f"4: UA {M_K} warning to those who took an appeal · sending" in (await desk.uabot("broadcasts")).out
    assert "42 years" in (await desk.uabot("appeal", M_K, "1", "email")).out
    sent = await desk.leave(*(Delivered(Reference("x")) for _ in range(7)), minutes=1)
    assert sorted(sent) == [*[("correction", False)] * 2, *[("correction", True)] * 3, *[("warning", False)] * 2]


@on_sqlite
async def test_another_correction_takes_the_place_of_the_one_that_waits(desk: Desk) -> None:
    two = {"UABOT_APPROVALS": "2"}
    await desk.uabot("revise", M_K, "--zone", "Asia/Tokyo", "--yes", **two)
    asked = await desk.uabot("revise", M_K, "--deadline", f"{LATER}", user="bert", **two)
    assert (
        "warning: Another correction waits for approval. This one would take its place; "
        f"`uabot revise {M_K}` shows the one that waits." in asked.out
    )
    said = (await desk.uabot("revise", M_K, "--deadline", f"{LATER}", "--yes", "--json", user="bert", **two)).json
    assert said["changes"] == [{"field": "deadline", "old": f"{SOON}", "new": f"{LATER}"}]
    assert said["warnings"] == ["Another correction waits for approval. This one took its place."]
    assert [(one["id"], one["state"], one["approvals"]) for one in said["broadcasts"]] == [(2, "draft", 1)]
    assert (said["approvals"], said["in_force"], said["messages"], said["people"]) == (1, False, 3, 0)
    gone = await desk.uabot("broadcasts", "2", "--stop")
    assert gone.status == 0
    refused(await desk.uabot("revise", M_K, "--yes", **two), "No correction", "waits for approval")


@on_sqlite
async def test_what_cannot_be_corrected(desk: Desk) -> None:
    desk.write("other.txt", "First UA: 901/", "First UA: 999/")
    desk.write("nobody.txt", sample_document().decode().split("can be counted.")[1].split("Dear Minister")[0], "\n\n")
    refused(await desk.uabot("revise", "1/1", "--deadline", f"{LATER}"), "There is no UA", "uabot actions")
    refused(await desk.uabot("revise", M_K), "waits for approval")
    refused(await desk.uabot("revise", M_K, "gone.txt"), "gone.txt cannot be read")
    refused(await desk.uabot("revise", M_K, "ua.txt"), "says all this already")
    refused(await desk.uabot("revise", M_K, "other.txt", "--yes"), "another document", "its number is 999/")
    refused(await desk.uabot("revise", M_K, "--zone", "Mars/Olympus"), "“Mars/Olympus” is no time zone")
    refused(await desk.uabot("revise", M_K, "--deadline", "Friday"), "Friday")
    for words in (("--deadline", "2020-01-01"), ("nobody.txt",)):
        shown = await desk.uabot("revise", M_K, *words)
        assert (shown.status, "blocked: " in shown.out) == (1, True)
        refused(await desk.uabot("revise", M_K, *words, "--yes"), "cannot be corrected so")
    assert len((await desk.uabot("broadcasts", "--json")).json) == 1


async def test_a_withdrawal(desk: Desk) -> None:
    await desk.took(desk.people[1])
    asked = await desk.uabot("withdraw", M_K, UABOT_APPROVALS="2")
    assert asked.out.splitlines() == [
        f"UA {M_K} · M.K.",
        "3 delivered messages would be removed, or emptied where that cannot be.",
        "1 person who took an appeal would be told.",
        "What has not left yet would never leave, and nobody could act on it any more. This cannot be undone.",
        "Nothing was changed. It has 0 of 2 approvals, and the same command with --yes adds one.",
    ]
    first = await desk.uabot("withdraw", M_K, "--yes", UABOT_APPROVALS="2")
    assert f"somebody else must approve too, with `uabot withdraw {M_K} --yes`" in first.out
    assert "It has 1 of 2 approvals" in (await desk.uabot("withdraw", M_K, user="bert", UABOT_APPROVALS="2")).out
    done = await desk.uabot("withdraw", M_K, "--yes", user="bert", UABOT_APPROVALS="2")
    assert "In force: 3 messages changed (broadcast 3), 1 person told (broadcast 4)." in done.out
    assert f"{M_K:<12} withdrawn " in (await desk.uabot("actions")).out
    assert (await desk.uabot("broadcasts", "1", "--json")).json["state"] == "stopped"
    again = await desk.uabot("withdraw", M_K)
    assert (again.status, again.out.splitlines()[-1]) == (0, "It was withdrawn before: nothing was done.")
    assert (await desk.uabot("withdraw", M_K, "--yes", "--json")).json["already"] is True
    refused(await desk.uabot("announce", M_K, "--yes"), "was withdrawn")
    refused(await desk.uabot("revise", M_K, "--deadline", f"{LATER}"), "was withdrawn")


@on_sqlite
async def test_what_nobody_has(desk: Desk) -> None:
    desk.write("second.txt", "First UA: 901/", "First UA: 903/")
    number = M_K.replace("901", "903")
    await desk.uabot("add", "second.txt")
    refused(await desk.uabot("revise", number, "--deadline", f"{LATER}"), "draft", "uabot add FILE")
    refused(await desk.uabot("withdraw", number), "was not announced")
    await desk.uabot("add", "second.txt", "--approve")
    done = await desk.uabot("revise", number, "--deadline", f"{LATER}", "--yes")
    assert done.out.splitlines()[-1] == "In force. Nothing was delivered, so nothing is changed anywhere."


async def test_on_telegram_what_was_delivered_is_edited_and_then_gone(blank: str, tmp_path: Path) -> None:
    """Real processes; only Telegram's servers are played. One who took a letter, one who only looked, one who left."""
    (tmp_path / "ua.txt").write_bytes(sample_document())
    mended = sample_document().decode().replace("MUSIC TEACHER FACES", "PIANO TUNER FACES")
    (tmp_path / "mended.txt").write_text(mended, "utf-8")
    shell = Shell(
        tmp_path, {"UABOT_APPROVALS": "1", "UABOT_SECRET": SECRET, "UABOT_DATABASE": blank, "UABOT_QUIET": ""}
    )
    async with fake() as telegram:
        settings = {"UABOT_TELEGRAM_TOKEN": telegram.token, "UABOT_TELEGRAM_API": telegram.api}
        async with shell.running("run", **settings):
            took, looked, left = (telegram.person(7001 + number) for number in range(3))
            for one in (took, looked, left):
                await join(one)
            await asyncio.to_thread(shell.uabot, "add", "ua.txt", "--approve")
            await asyncio.to_thread(shell.uabot, "announce", M_K, "--yes")

            async def told() -> bool:
                return all(["Take action" in (await last(one)).labels for one in (took, looked, left)])

            await until(told, "the alert")
            alert = await last(looked)
            assert "MUSIC TEACHER" in alert.text
            await left.say("/stop")
            for label in ("Take action", "Quickest way"):
                await press(took, label)
            before = {one.id: len(await one.messages()) for one in (took, looked, left)}
            done = await asyncio.to_thread(shell.uabot, "revise", M_K, "mended.txt", "--deadline", f"{LATER}", "--yes")
            assert "In force: 3 messages changed" in done.out
            assert "1 person told" in done.out

            async def warned() -> bool:
                there = [await one.messages() for one in (took, looked, left)]
                return len(there[0]) == before[took.id] + 1 and all(
                    any("PIANO TUNER" in seen.text for seen in seens) for seens in there
                )

            await until(warned, "the correction", seconds=20)
            now_there = await last(looked)
            assert (now_there.id, "Take action" in now_there.labels) == (alert.id, True), "edited in place"
            assert "MUSIC TEACHER" not in now_there.text
            assert [len(await one.messages()) for one in (looked, left)] == [before[looked.id], before[left.id]]
            done = await asyncio.to_thread(shell.uabot, "withdraw", M_K, "--yes")
            assert "In force: " in done.out

            async def gone() -> bool:
                return alert.id not in [seen.id for seen in await looked.messages()]

            await until(gone, "the withdrawal", seconds=20)
            await looked.say("/actions")
            assert "M.K." not in (await last(looked)).text
            assert await telegram.violations() == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change("deadline", "2026-02-26", "2026-03-05"), "deadline: 2026-02-26 → 2026-03-05"),
        (Change("deadline", None, "2026-03-05"), "deadline: none → 2026-03-05"),
        (Change("letter", {"paragraphs": ["x" * 80]}, {"paragraphs": ["y" * 80]}), "letter: changed"),
        (Change("letter", None, {"paragraphs": ["y" * 80]}), "letter: added"),
        (Change("background", ["x" * 80], []), "background: removed"),
        (Change("asks", ["Free them."], ["Free her."]), "asks: Free them. → Free her."),
        (Change("people", [{"name": "A.B."}], [{"name": "A.B."}, {"name": "C.D."}]), "people: A.B. → A.B., C.D."),
        (Change("people", [{"name": "A", "withheld": True}], [{"name": "A", "withheld": False}]), "people: changed"),
        (Change("sequence", None, 2), "sequence: none → 2"),
        (
            Change(
                "targets",
                [{"name": "Kept", "x_handles": [], "role": "x"}, {"name": "Old", "x_handles": [], "role": ""}],
                [{"name": "Kept", "x_handles": ["@y"], "role": "y"}, {"name": "New", "x_handles": [], "role": ""}],
            ),
            "targets: New added; Old removed; Kept changed (x handles, role)",
        ),
        (
            Change("targets", [{"name": "A"}, {"name": "B"}], [{"name": "B"}, {"name": "A"}]),
            "targets: in another order",
        ),
    ],
)
def test_a_change_is_a_line(change: Change, line: str) -> None:
    assert described(change) == line
