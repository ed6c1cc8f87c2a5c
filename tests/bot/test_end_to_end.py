"""The main job, end to end: real processes, real HTTP, real SQLite; only Telegram's servers are played."""

import asyncio
import re
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from content.samples import documents
from tests.bot.command import M_K, ROOT, Shell
from tests.fake_telegram.client import FakeTelegram, Person, Seen, fake, until

REAL = ROOT.parent / "shared" / "ua" / "ua-24-21.txt"
CROWD = 1000


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(
        tmp_path,
        {
            "UABOT_DATABASE": f"sqlite+aiosqlite:///{tmp_path / 'ua.db'}",
            "UABOT_APPROVALS": "1",
            "UABOT_RATE": "250",
            "UABOT_NAME": "The Example Network",
        },
    )


def on_telegram(telegram: FakeTelegram) -> dict[str, str]:
    return {"UABOT_TELEGRAM_TOKEN": telegram.token, "UABOT_TELEGRAM_API": telegram.api}


async def press(person: Person, label: str) -> None:
    """Press the newest button of that label, whatever emoji stands before it."""
    for seen in reversed(await person.messages()):
        for row in seen.buttons:
            for button in row:
                if re.fullmatch(rf"(\W+ )?{re.escape(label)}", button["text"]) and "callback_data" in button:
                    await person.press(data=button["callback_data"], message=seen.id)
                    return
    raise AssertionError(f"no button {label!r}")


async def last(person: Person) -> Seen:
    return (await person.messages())[-1]


async def join(person: Person, country: str = "") -> None:
    await person.say("/start")
    await press(person, "Join")
    await press(person, "Skip")
    if country:
        await person.say(f"/country {country}")


async def crowd(telegram: FakeTelegram) -> range:
    """A thousand people who have joined."""
    people = await telegram.people(CROWD)
    await telegram.all_say(people, "/start", seconds=60)
    for some in range(people.start, people.stop, 50):
        await asyncio.gather(*(telegram.person(one).press("Join") for one in range(some, some + 50)))
    return people


@pytest.mark.skipif(not REAL.exists(), reason="the real documents are not in the project: ../shared/ua is not there")
async def test_a_real_document_to_a_thousand_chats_and_four_appeals_counted(shell: Shell) -> None:
    async with fake() as telegram, shell.running("run", **on_telegram(telegram)):
        people = await crowd(telegram)
        bert = telegram.person(people[0])
        await bert.say("/country United States")
        added = shell.uabot("add", REAL, "--approve", "--deadline", "2030-01-31")
        assert added.status == 0, added.err
        assert "2030-01-31" in added.out
        assert "2021-02-26" in added.out
        announced = shell.uabot("announce", "24/21", "--yes")
        assert announced.status == 0, announced.err

        async def all_arrived() -> bool:
            return bool(shell.uabot("broadcasts", "1", "--json").json["deliveries"]["delivered"] == CROWD)

        await until(all_arrived, "all of them got it", seconds=30)
        for one in people[:: CROWD // 100]:
            alerts = [seen for seen in await telegram.messages(one) if "Take action" in " ".join(seen.labels)]
            assert len(alerts) == 1
        counts = await telegram.control("counts")
        assert shell.uabot("announce", "24/21", "--yes").status == 0
        await asyncio.sleep(1)
        assert await telegram.control("counts") == counts, "announced twice is sent once"
        for target, channel, sent in (
            ("Gérald Darmanin", "Email", "I sent it"),
            ("Gérald Darmanin", "Fax", "I sent it"),
            ("Philippe Etienne", "X", "I posted it"),
            ("Philippe Etienne", "Web form", "I sent it"),
        ):
            for label in ("Take action", target, channel, sent):
                await press(bert, label)
        counted = shell.uabot("counts", "24/21", "--json").json
        assert (counted["sent"], counted["people"], counted["delivered"]) == (4, 1, CROWD)
        assert await telegram.violations() == []


async def test_killed_in_the_middle_nobody_is_missing(shell: Shell) -> None:
    sample = shell.folder / "sample.txt"
    sample.write_bytes(sample_document())
    async with fake() as telegram:
        async with shell.running("run", UABOT_RATE="100", **on_telegram(telegram)) as first:
            people = await crowd(telegram)
            before = await telegram.control("counts")
            assert shell.uabot("add", sample, "--approve").status == 0
            assert shell.uabot("announce", M_K, "--yes").status == 0

            async def under_way() -> bool:
                return bool(shell.uabot("broadcasts", "1", "--json").json["deliveries"]["delivered"] > 200)

            await until(under_way, "it is under way", seconds=20)
            await first.kill()
        counts = shell.uabot("broadcasts", "1", "--json").json["deliveries"]
        assert sum(counts.values()) == CROWD
        assert counts["queued"] > 0, "killed in the middle"
        async with shell.running("run", **on_telegram(telegram)):

            async def done() -> bool:
                return bool(shell.uabot("broadcasts", "1", "--json").json["state"] == "done")

            await until(done, "the rest was sent", seconds=30)
        counts = shell.uabot("broadcasts", "1", "--json").json["deliveries"]
        assert counts["delivered"] == CROWD
        after = await telegram.control("counts")
        got = [after[str(one)] - before[str(one)] for one in people]
        assert min(got) == 1, "nobody is missing"
        assert sum(got) - CROWD <= 2 * 25, "twice at most what was out when it was killed"


async def test_stopped_politely_nothing_is_left_in_doubt(shell: Shell) -> None:
    sample = shell.folder / "sample.txt"
    sample.write_bytes(sample_document())
    async with fake() as telegram:
        async with shell.running("run", UABOT_RATE="100", **on_telegram(telegram)):
            people = await telegram.people(200)
            await telegram.all_say(people, "/start")
            await asyncio.gather(*(telegram.person(one).press("Join") for one in people))
            shell.uabot("add", sample, "--approve")
            shell.uabot("announce", M_K, "--yes")
            await asyncio.sleep(0.8)
        counts = shell.uabot("broadcasts", "1", "--json").json["deliveries"]
        assert (counts["sending"], counts["unknown"]) == (0, 0)
        assert counts["delivered"] + counts["queued"] == 200


async def test_the_walk_on_telegram(shell: Shell, blank: str) -> None:
    """On both databases: `blank` is the address of an empty one."""
    shell = Shell(shell.folder, {**shell.settings, "UABOT_DATABASE": blank, "UABOT_SECRET": "a secret for this test"})
    sample = shell.folder / "sample.txt"
    sample.write_bytes(sample_document())
    async with fake() as telegram, shell.running("run", **on_telegram(telegram)):
        anna = telegram.person(7001)
        await join(anna)
        shell.uabot("add", sample, "--approve")
        shell.uabot("announce", M_K, "--yes")

        async def arrived() -> bool:
            return any("Take action" in label for label in (await last(anna)).labels)

        await until(arrived, "the alert")
        alert = await last(anna)
        await press(anna, "Take action")
        walk = await last(anna)
        assert walk.id != alert.id, "the walk has a message of its own"
        await press(anna, "Quickest way")
        appeal = await last(anna)
        assert appeal.id == walk.id, "edited in place"
        assert any(entity["type"] == "pre" for entity in appeal.entities)
        await press(anna, "As a file")
        assert (await last(anna)).document is not None
        await press(anna, "I sent it")
        assert shell.uabot("counts", M_K, "--json").json["sent"] == 1
        await press(anna, "Undo")
        assert shell.uabot("counts", M_K, "--json").json["sent"] == 0
        await anna.say("/forget")
        assert await telegram.violations() == []


async def test_the_web_chat_alone_and_no_dashboard_with_it(shell: Shell) -> None:
    settings = {"UABOT_WEB_CHAT": "true", "UABOT_LISTEN": "127.0.0.1:0"}
    async with shell.running("run", **settings) as running, ClientSession() as browser:
        address = (await running.line("ready")).split()[-1]
        async with browser.get(address) as response:
            assert response.status == 200
            assert "The Example Network" in await response.text()
        async with browser.get(f"{address}dashboard/panel") as response:
            assert response.status == 404, "there is no login yet"


def sample_document() -> bytes:
    """The first sample as it is today."""
    return documents(datetime.now(UTC).date())[0].document


async def test_by_webhook_200_means_kept(shell: Shell) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    web = {"UABOT_PUBLIC_URL": f"https://127.0.0.1:{port}", "UABOT_LISTEN": f"127.0.0.1:{port}"}
    async with fake() as telegram, shell.running("run", **web, **on_telegram(telegram)), ClientSession() as proxy:

        async def listening() -> dict[str, str] | None:
            found: dict[str, str] | None = (await telegram.control("state"))["webhook"]
            return found

        webhook = await until(listening, "the webhook is set")
        assert webhook["url"] == f"https://127.0.0.1:{port}/telegram/updates"
        await telegram.people(1, first=7001)
        update = {
            "update_id": 4711,
            "message": {
                "message_id": 1,
                "date": 1771000000,
                "chat": {"id": 7001, "type": "private", "first_name": "Anna"},
                "from": {"id": 7001, "is_bot": False, "first_name": "Anna", "language_code": "en"},
                "text": "/start",
            },
        }
        address = f"http://127.0.0.1:{port}/telegram/updates"
        header = "X-Telegram-Bot-Api-Secret-Token"
        for headers, body, status in (
            ({}, update, 403),
            ({header: "wrong"}, update, 403),
            ({header: webhook["secret"]}, update, 200),
            ({header: webhook["secret"]}, update, 200),
            ({header: webhook["secret"], "Host": "elsewhere.example.org"}, update, 400),
        ):
            async with proxy.post(address, json=body, headers=headers) as response:
                assert response.status == status
        texts = [seen.text for seen in await telegram.messages(7001) if seen.by_bot]
        assert len(texts) == 2, "a repeat draws its answer again"
        assert texts[0] == texts[1]
        async with proxy.get(f"http://127.0.0.1:{port}/healthz") as response:
            assert response.status == 200
        async with proxy.get(f"http://127.0.0.1:{port}/") as response:
            assert response.status == 404, "the web chat and the dashboard are off"
        async with proxy.get(f"http://127.0.0.1:{port}/dashboard/panel") as response:
            assert response.status == 404


async def test_one_reminder_to_those_who_have_not_acted(shell: Shell) -> None:
    """By the real clock: the reminder is for the next whole minute."""
    due = (datetime.now(UTC) + timedelta(seconds=100)).replace(second=0, microsecond=0)
    settings = {"UABOT_TIMEZONE": "UTC", "UABOT_REMINDERS": f"0d@{due:%H:%M}"}
    sample = shell.folder / "sample.txt"
    sample.write_bytes(sample_document())
    async with fake() as telegram, shell.running("run", **settings, **on_telegram(telegram)):
        acted, silent, declined, stopped = (telegram.person(7001 + number) for number in range(4))
        for person in (acted, silent, declined, stopped):
            await join(person)
        shell.uabot("add", sample, "--approve", "--deadline", f"{due:%Y-%m-%d}", **settings)
        shell.uabot("announce", M_K, "--yes", **settings)

        async def arrived() -> bool:
            alerts = [await last(person) for person in (acted, silent, declined, stopped)]
            return all("Take action" in seen.labels for seen in alerts)

        await until(arrived, "the alerts")
        for label in ("Take action", "Quickest way", "I sent it"):
            await press(acted, label)
        await press(declined, "Not this case")
        await stopped.say("/stop")
        before = {person.id: len(await person.messages()) for person in (acted, silent, declined, stopped)}

        async def reminded() -> bool:
            return "not told us yet" in (await last(silent)).text

        await until(reminded, "the reminder", seconds=130)
        await asyncio.sleep(6)  # another tick has passed
        after = {person.id: len(await person.messages()) for person in (acted, silent, declined, stopped)}
        assert {name: after[name] - before[name] for name in after} == {7001: 0, 7002: 1, 7003: 0, 7004: 0}
        kinds = [one["kind"] for one in shell.uabot("broadcasts", "--json").json]
        assert kinds == ["alert", "reminder"]
