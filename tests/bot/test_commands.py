"""The command line: what it prints, and the one plain line for everything that can be wrong."""

import asyncio
import importlib.util
import json
import re
import socket
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.database.migrating import HEAD
from tests.bot.command import M_K, ROOT, Said, Shell
from tests.bot.test_end_to_end import sample_document
from tests.fake_telegram.client import fake

REAL = ROOT.parent / "shared" / "ua"
real = pytest.mark.skipif(
    not REAL.exists(), reason="the real documents are not in the project: ../shared/ua is not there"
)
needs_uvloop = pytest.mark.skipif(importlib.util.find_spec("uvloop") is None, reason="uvloop is not installed")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "ua.txt").write_bytes(sample_document())
    return Shell(tmp_path, {"UABOT_APPROVALS": "1", "UABOT_QUIET": ""})


def refused(said: Said, *words: str) -> None:
    """One plain line on standard error, nothing on standard output, a non-zero status, no traceback."""
    assert said.status != 0
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1, said.err
    for word in words:
        assert word in said.err, said.err


def test_read_says_what_a_document_says(shell: Shell) -> None:
    said = shell.uabot("read", "ua.txt", "--json")
    assert (said.status, said.json["number"], said.json["problems"]) == (0, M_K, [])
    assert M_K in shell.uabot("read", "ua.txt").out
    assert sorted(path.name for path in shell.folder.iterdir()) == ["ua.txt"], "reading leaves nothing behind"


@real
@pytest.mark.parametrize(
    ("name", "number", "codes"),
    [
        ("ua-24-21.txt", "24/21", {("country", "missing"), ("targets", "unclear"), ("deadline", "past")}),
        ("ua-2-19.txt", "2/19", {("deadline", "past")}),
    ],
)
def test_read_of_the_real_documents(shell: Shell, name: str, number: str, codes: set[tuple[str, str]]) -> None:
    said = shell.uabot("read", REAL / name, "--json")
    assert said.status == 3
    assert said.json["number"] == number
    assert {(problem["field"], problem["code"]) for problem in said.json["problems"]} == codes


def test_a_file_that_cannot_be_read(shell: Shell) -> None:
    refused(shell.uabot("read", "nothing.txt"), "nothing.txt", "no such file")
    refused(shell.uabot("add", "."), "directory")
    for name, body in (("empty.txt", b""), ("binary.txt", bytes(range(256)) * 9), ("recipe.txt", b"Two eggs, flour.")):
        (shell.folder / name).write_bytes(body)
        refused(shell.uabot("read", name, "--json"))
        assert shell.uabot("read", name).status == 2


def test_wrong_use(shell: Shell) -> None:
    refused(shell.uabot("dance"), "dance")
    refused(shell.uabot("read"), "FILE")
    refused(shell.uabot("add", "ua.txt", "--deadline", "soon"), "deadline")
    refused(shell.uabot("announce", "1/1"), "1/1", "uabot actions")
    refused(shell.uabot("counts", "1/1"), "1/1")
    refused(shell.uabot("broadcasts", "9"), "9")
    refused(shell.uabot("role", "somebody", "owner"), "telegram:12345")
    refused(shell.uabot("role", "telegram:1", "king"), "king")


def test_from_a_draft_to_an_announcement(shell: Shell) -> None:
    added = shell.uabot("add", "ua.txt")
    assert (added.status, "draft" in added.out) == (0, True)
    refused(shell.uabot("announce", M_K, "--yes"), "draft", "--approve")
    assert "approved" in shell.uabot("add", "ua.txt", "--approve").out
    preview = shell.uabot("announce", M_K)
    assert "Nobody has joined" in preview.out
    assert "Nothing was sent" in preview.out
    assert shell.uabot("broadcasts", "--json").json == []
    sent = shell.uabot("announce", M_K, "--yes", "--json").json
    assert (sent["recipients"], sent["broadcast"]["state"]) == (0, "done")
    listed = shell.uabot("actions", "--json").json
    assert [(one["number"], one["state"]) for one in listed] == [(M_K, "announced")]
    assert M_K in shell.uabot("actions").out


@pytest.mark.parametrize(
    ("uvloop", "loop"), [pytest.param("installed", "uvloop", marks=needs_uvloop), ("missing", "asyncio.unix_events")]
)
def test_it_runs_on_uvloop_where_that_is_installed(uvloop: str, loop: str) -> None:
    code = f"""
import asyncio, sys, bot.__main__
if {uvloop!r} == "missing":
    sys.modules["uvloop"] = None
async def work():
    print(type(asyncio.get_running_loop()).__module__)
    return 7
bot.__main__._finish(work())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.strip() == loop, done.stderr


def test_one_more_sender_needs_postgresql(shell: Shell) -> None:
    refused(shell.uabot("worker", UABOT_TELEGRAM_TOKEN="123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"), "PostgreSQL")


def test_two_approvals_are_two_people(shell: Shell) -> None:
    shell.uabot("add", "ua.txt", "--approve")
    for _ in range(2):
        said = shell.uabot("announce", M_K, "--yes", UABOT_APPROVALS="2")
        assert "1 of 2 approvals" in said.out
    assert shell.uabot("broadcasts", "--json").json[0]["state"] == "draft"


@real
def test_what_blocks_an_approval_blocks_it_and_stores_nothing(shell: Shell) -> None:
    refused(shell.uabot("add", REAL / "ua-2-19.txt", "--approve"), "2/19", "deadline")
    assert shell.uabot("actions", "--json").json == []
    shell.uabot("add", REAL / "ua-24-21.txt", "--approve", "--deadline", "2030-01-31")
    preview = shell.uabot("announce", "24/21", "--json").json
    assert preview["blockers"] == []
    assert [word in " ".join(preview["warnings"]) for word in ("country", "shortened", "Nobody")] == [True] * 3
    said = shell.uabot("add", REAL / "ua-2-19.txt", "--approve", "--deadline", "2030-01-31")
    assert said.status == 0
    assert "2030-01-31 as you say (printed: 2019-05-17)" in said.out


def test_the_appeals(shell: Shell) -> None:
    shell.uabot("add", "ua.txt")
    letter = shell.uabot("appeal", M_K, "1", "post")
    assert letter.status == 0
    assert "M.K." in letter.out
    assert shell.uabot("appeal", M_K, "1", "email", "--out", "mail.txt").out == ""
    assert "Subject:" in (shell.folder / "mail.txt").read_text("utf-8")
    refused(shell.uabot("appeal", M_K, "9", "post"), "9")
    refused(shell.uabot("appeal", M_K, "1", "pigeon"), "pigeon")
    refused(shell.uabot("appeal", M_K, "1", "x"), "x")
    refused(shell.uabot("appeal", M_K, "1", "post", "--lang", "de"), "no text in German", "it has English")
    refused(shell.uabot("appeal", M_K, "1", "post", "--lang", "nonsense"), "nonsense")
    refused(shell.uabot("appeal", M_K, "1", "email", "--out", "mail.pdf"), ".txt")
    refused(shell.uabot("appeal", M_K, "1", "post", "--out", "letter.docx"), ".pdf or .txt")
    refused(shell.uabot("appeal", M_K, "1", "post", "--out", "nowhere/letter.pdf"), "nowhere/letter.pdf")


def test_counts_in_every_form(shell: Shell) -> None:
    shell.uabot("add", "ua.txt", "--approve")
    shell.uabot("announce", M_K, "--yes")
    counted = shell.uabot("counts", M_K, "--json").json
    assert {name: counted[name] for name in ("sent", "people", "delivered", "reported")} == {
        "sent": 0,
        "people": 0,
        "delivered": 0,
        "reported": 0,
    }
    assert "0 sent, by 0 people" in shell.uabot("counts").out
    assert shell.uabot("counts", "--csv").out.splitlines()[0].startswith("number,target,channel,delivered")


def test_wrong_settings(shell: Shell) -> None:
    for name, value in (
        ("UABOT_TIMEZONE", "Europe/Atlantis"),
        ("UABOT_LISTEN", "8000"),
        ("UABOT_RATE", "fast"),
        ("UABOT_RATE", "0"),
        ("UABOT_APPROVALS", "0"),
        ("UABOT_REMINDERS", "soon"),
        ("UABOT_QUIET", "at night"),
        ("UABOT_PUBLIC_URL", "http://example.org"),
        ("UABOT_TELEGRAM_API", "ftp://example.org"),
        ("UABOT_OWNERS", "me"),
        ("UABOT_DATABASE", "mysql://example.org/x"),
        ("UABOT_DATABASE", "sqlite+aiosqlite://"),
        ("UABOT_DATABASE", "postgresql+psycopg://127.0.0.1:1/none"),
    ):
        refused(shell.uabot("actions", **{name: value}), "" if name == "UABOT_OWNERS" else "UABOT_")
    refused(shell.uabot("actions", UABOT_DATABASE="sqlite+aiosqlite:///no/such/folder/ua.db"), "folder")
    for wrong in (
        {"UABOT_OWNRES": "telegram:1"},
        {"UABOT_RATE": "fast"},
        {"UABOT_DATABASE": "postgresql+psycopg://127.0.0.1:1/none"},
    ):
        checked = shell.uabot("check", **wrong)
        assert (checked.status, checked.err) == (1, "")
        assert "UABOT_" in checked.out


def test_a_locked_a_newer_and_a_foreign_database(shell: Shell) -> None:
    shell.uabot("actions")
    path = shell.folder / "uabot.db"
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    refused(shell.uabot("actions"), "newer")
    with sqlite3.connect(path) as other:
        other.execute("UPDATE alembic_version SET version_num = ?", (HEAD,))
    refused(shell.uabot("actions", UABOT_SECRET="another one"), "UABOT_SECRET")
    holding = sqlite3.connect(path, isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    refused(shell.uabot("add", "ua.txt"), "locked", "close that program")
    holding.execute("ROLLBACK")
    holding.close()
    assert shell.uabot("add", "ua.txt").status == 0
    (shell.folder / "noise.db").write_bytes(b"this is no database at all" * 100)
    refused(shell.uabot("actions", UABOT_DATABASE="sqlite+aiosqlite:///noise.db"), "no SQLite file")


def test_what_an_organizer_says_of_a_document(shell: Shell) -> None:
    marks = ("--zone", "Asia/Tokyo", "--topics", "torture, refugees,torture", "--hours-count", "a plane leaves tonight")
    added = shell.uabot("add", "ua.txt", "--approve", *marks)
    assert added.out.splitlines() == [
        "As you say: ends by the clock of Asia/Tokyo; hours count: a plane leaves tonight; topics: torture, refugees.",
        f"UA {M_K}: approved. Next: `uabot announce {M_K}`.",
    ]
    (kept,) = shell.uabot("actions", "--json").json
    assert {name: kept[name] for name in ("zone", "topics", "hours_count", "stops_writing", "revision")} == {
        "zone": "Asia/Tokyo",
        "topics": ["torture", "refugees"],
        "hours_count": "a plane leaves tonight",
        "stops_writing": False,
        "revision": 1,
    }
    assert "M.K. · ends by the clock of Asia/Tokyo · hours count: a plane" in shell.uabot("actions").out
    assert "Hours count (a plane leaves tonight): whoever allowed it is woken." in shell.uabot("announce", M_K).out
    again = shell.uabot("add", "ua.txt", "--topics", "")
    assert again.out.splitlines()[0].endswith("hours count: a plane leaves tonight."), "without topics, the rest stays"
    shell.uabot("announce", M_K, "--yes")
    refused(shell.uabot("add", "ua.txt", "--topics", "women"), "is announced: `uabot revise`")


def test_what_cannot_be_said_of_a_document(shell: Shell) -> None:
    refused(shell.uabot("add", "ua.txt", "--zone", "Europe/Atlantis"), "“Europe/Atlantis” is no time zone")
    refused(shell.uabot("add", "ua.txt", "--topics", "torture,cats"), "“cats” is no topic: there are death-penalty")
    for reason in ("", " ", "x" * 201):
        refused(shell.uabot("add", "ua.txt", "--hours-count", reason), "--hours-count wants the reason")
    refused(shell.uabot("add", "ua.txt", "--stop-writing"), "is no update", "--stop-writing is for updates")
    assert shell.uabot("actions", "--json").json == []


def test_an_update_can_say_stop_writing(shell: Shell) -> None:
    text = sample_document().decode().split("TAKE ACTION")[0].replace("First UA:", "Second UA:")
    (shell.folder / "update.txt").write_text(f"{text}\nADDITIONAL INFORMATION\n\nHe is safe for now.\n", "utf-8")
    refused(shell.uabot("add", "update.txt", "--approve"), "Nobody can be reached")
    added = shell.uabot("add", "update.txt", "--approve", "--stop-writing")
    assert (added.status, "letter (missing)" in added.out, "deadline (missing)" in added.out) == (0, False, False)
    assert "As you say: stops the writing." in added.out
    preview = shell.uabot("announce", M_K, "--json").json
    assert (preview["blockers"], [one for one in preview["warnings"] if "letter" in one]) == ([], [])


def test_who_gets_it_now_and_who_does_not(shell: Shell) -> None:
    shell.uabot("add", "ua.txt", "--approve", "--topics", "torture")
    columns = "language, plain, joined_at, pace, paused_until"
    people = (("every", None), ("daily", None), ("weekly", None), ("every", "2100-01-01 00:00:00"), ("every", None))
    with sqlite3.connect(shell.folder / "uabot.db") as tables:
        for at, (pace, until) in enumerate(people, start=1):
            values = ("en", 0, "2026-01-01 00:00:00", pace, until)
            tables.execute(f"INSERT INTO supporters (id, {columns}) VALUES (?, ?, ?, ?, ?, ?)", (at, *values))
            row = (at, at, "telegram", f"finger {at}", b"sealed")
            tables.execute("INSERT INTO chats (id, supporter_id, platform, finger, sealed) VALUES (?, ?, ?, ?, ?)", row)
        tables.execute("INSERT INTO wishes (supporter_id, what, value) VALUES (5, 'topic', 'women')")
    preview = shell.uabot("announce", M_K)
    assert preview.out.splitlines()[:2] == [
        "1 recipients (telegram 1), 0 stopped, 0 gone.",
        "Not now: 1 have paused, 1 want other topics or regions, 2 get the most urgent one in the evening.",
    ]
    said = shell.uabot("announce", M_K, "--json").json
    counted = {name: said[name] for name in ("recipients", "waiting", "paused", "paced", "elsewhere")}
    assert counted == {"recipients": 1, "waiting": 0, "paused": 1, "paced": 2, "elsewhere": 1}


def test_check_says_what_is_not_looked_after(shell: Shell) -> None:
    def said() -> dict[str, str]:
        checked = shell.uabot("check")
        lines = dict(line.split(": ", 1) for line in checked.out.splitlines())
        assert checked.status == (0 if all(line.startswith("ok") for line in lines.values()) else 1)
        return lines

    fresh = said()
    assert fresh["scheduler"] == "ok, not started yet (`uabot run` starts it)"
    assert fresh["reminders"] == "ok, none planned"
    now = datetime.now(UTC)

    def store(table: str, **values: object) -> None:
        with sqlite3.connect(shell.folder / "uabot.db") as tables:
            marks = ", ".join("?" * len(values))
            tables.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(values)}) VALUES ({marks})", [*values.values()])

    def ticked(**ago: float) -> None:
        for name, minutes in ago.items():
            store("ticks", name=name, at=moment(now - timedelta(minutes=minutes)))

    ticked(remind=0, later=0, wake=0, close=0, purge=10, gone_since_an_update=5000)
    assert re.fullmatch(
        r"ok, ticked \d+ s ago \(reminders \d+ s, appeals put off \d+ s, messages held overnight \d+ s, "
        r"deadlines \d+ s, old records 10 min\)",
        said()["scheduler"],
    )
    ticked(remind=12, close=60, purge=29)
    assert said()["scheduler"] == (
        "reminders have not been looked after for 12 min, deadlines have not been looked after for 1 h 00 min, "
        "though `uabot run` ticks: its log says why."
    )
    ticked(remind=12, later=12, wake=12, close=12, purge=12)
    assert said()["scheduler"].endswith("UTC: start `uabot run`.")
    ticked(remind=-30)
    assert said()["scheduler"].startswith("its last tick is 30 min in the future")
    evening = datetime(2100, 1, 29, 17, tzinfo=UTC)
    due = {"zone": "", "label": "2d@18:00", "state": "due", "reason": "", "reached": 0}
    store("reminders", day="2100-01-29", due_at=moment(evening), **due)
    assert said()["reminders"] == "ok, the next on 2100-01-29 at 18:00 (Europe/Paris)"
    store("reminders", day="2020-01-29", due_at=moment(now - timedelta(minutes=20)), **due)
    assert said()["reminders"].startswith("1 overdue for a quarter of an hour or more: start `uabot run`")


def moment(at: datetime) -> str:
    """A time as SQLite keeps it."""
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"


async def test_a_wrong_token_and_nobody_to_talk_to(shell: Shell) -> None:
    refused(shell.uabot("run"), "UABOT_TELEGRAM_TOKEN")
    async with fake() as telegram:
        wrong = {"UABOT_TELEGRAM_TOKEN": "123456:wrong-wrong-wrong", "UABOT_TELEGRAM_API": telegram.api}
        said = shell.uabot("run", **wrong)
        refused(said, "UABOT_TELEGRAM_TOKEN")
        assert "wrong-wrong" not in said.err
        checked = shell.uabot("check", **wrong)
        assert checked.status == 1
        right = {**wrong, "UABOT_TELEGRAM_TOKEN": telegram.token}
        assert shell.uabot("check", **right).status == 0


def test_a_port_in_use(shell: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused(shell.uabot("demo", UABOT_LISTEN=f"127.0.0.1:{taken.getsockname()[1]}"), "in use", "UABOT_LISTEN")


async def test_a_second_run_on_one_database_is_refused(shell: Shell) -> None:
    async with fake() as telegram:
        settings = {"UABOT_TELEGRAM_TOKEN": telegram.token, "UABOT_TELEGRAM_API": telegram.api}
        async with shell.running("run", **settings):
            refused(shell.uabot("run", **settings), "another `uabot run`")
            assert json.loads(shell.uabot("actions", "--json").out) == [], "other commands go on"
            assert "ticked" in shell.uabot("check", **settings).out


async def test_started_offline_it_waits_and_can_be_stopped(shell: Shell) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings = {
            "UABOT_TELEGRAM_TOKEN": "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
            "UABOT_TELEGRAM_API": f"http://127.0.0.1:{closed.getsockname()[1]}",
        }
        async with shell.running("run", until="cannot be reached", **settings) as running:
            running.process.terminate()
            assert await asyncio.wait_for(running.process.wait(), 10) == 0
    assert "Traceback" not in "\n".join(running.lines)


async def test_no_log_names_anybody(shell: Shell) -> None:
    async with fake() as telegram:
        settings = {"UABOT_TELEGRAM_TOKEN": telegram.token, "UABOT_TELEGRAM_API": telegram.api}
        async with shell.running("run", "--verbose", **settings) as running:
            person = telegram.person(987654321, name="Anna Beispiel")
            await person.say("/start")
            await person.say("a secret thing to say")
            await telegram.go_wrong("status", 3, method="sendmessage")
            await person.say("/help", wait=False)
            await telegram.answered([person.last_update], 30)
    told = "\n".join(running.lines)
    for secret in (telegram.token, telegram.token.split(":")[1], "987654321", "Anna Beispiel", "secret thing"):
        assert secret not in told
