"""`uabot wording`: what organizers say beside a document, checked when it is saved."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.commands import adding, wording
from bot.commands.spoken import Mistaken
from bot.settings import Settings, load
from content.rules.wordings import Misworded
from tests.bot.command import M_K, Shell
from tests.bot.test_commands import refused
from tests.bot.test_end_to_end import sample_document


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What is set where these commands work: a database of its own with the sample in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UABOT_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'uabot.db'}")
    sample = tmp_path / "ua.txt"
    sample.write_bytes(sample_document())
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "large.txt").write_bytes(b"a" * 100_001)
    here = load()
    assert asyncio.run(adding.add(sample, here, approve=False, deadline=None, marks=adding.Marks())) == 0
    return here


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "ua.txt").write_bytes(sample_document())
    shell = Shell(tmp_path, {"UABOT_APPROVALS": "1", "UABOT_QUIET": ""})
    assert shell.uabot("add", "ua.txt", "--approve").status == 0
    return shell


def test_saved_listed_and_taken_away(shell: Shell) -> None:
    assert "has none of it yet" in shell.uabot("wording", M_K).out
    saved = shell.uabot("wording", M_K, "intro", "--text", "  Only {days_left} for {who}. ")
    assert (saved.status, saved.out) == (
        0,
        f"UA {M_K} · intro (en), as it is kept:\n\nOnly {{days_left}} for {{who}}.\n",
    )
    (shell.folder / "notes.txt").write_text("Premier.\r\n\r\n\r\nSecond.\n", "utf-8")
    assert shell.uabot("wording", M_K, "notes", "--lang", "French", "--file", "notes.txt").status == 0
    listed = shell.uabot("wording", M_K)
    assert listed.out == "intro (en)\nOnly {days_left} for {who}.\n\nnotes (fr)\nPremier.\n\nSecond.\n"
    assert shell.uabot("wording", M_K, "notes").out == "notes (fr)\nPremier.\n\nSecond.\n"
    assert "Only {days_left}" in shell.uabot("announce", M_K).out, "who approves sees it"
    assert "taken away" in shell.uabot("wording", M_K, "notes", "--lang", "fr", "--remove").out
    refused(shell.uabot("wording", M_K, "notes", "--lang", "fr", "--remove"), "has no notes in fr")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"what": "intro", "text": "{0.__class__}"}, "no placeholder"),
        ({"what": "thanks", "text": "{days_left!r:>999999}"}, "no placeholder"),
        ({"what": "warning", "text": "{"}, "A brace stands alone"),
        ({"what": "intro", "text": " "}, "says nothing"),
        ({"what": "thanks", "text": "a" * 301}, "300 is the most"),
        ({"what": "blurb", "text": "x"}, "intro, thanks, warning, notes"),
        ({"what": "intro", "text": "x", "remove": True}, "exclude each other"),
        ({"text": "x"}, "Say which wording"),
        ({"what": "notes", "file": Path("nothing.txt")}, "no such file"),
        ({"what": "notes", "file": Path()}, "directory"),
        ({"what": "notes", "file": Path("binary.txt")}, "UTF-8"),
        ({"what": "notes", "file": Path("large.txt")}, "100000 bytes"),
        ({"what": "notes", "text": "x", "language": "Klaatu"}, "no language"),
    ],
)
async def test_what_cannot_be_kept_is_one_plain_line(settings: Settings, asked: dict[str, Any], said: str) -> None:
    with pytest.raises((Mistaken, Misworded), match=said) as refused:
        await wording.wording(settings, M_K, wording.Asked(**asked))
    assert "\n" not in str(refused.value)


def test_what_cannot_be_kept_ends_the_command(shell: Shell) -> None:
    refused(shell.uabot("wording", M_K, "intro", "--text", "{0.__class__}"), "no placeholder")
    refused(shell.uabot("wording", "1/1", "notes", "--text", "x"), "1/1")
    assert "has none of it yet" in shell.uabot("wording", M_K).out


def test_an_introduction_stays_once_it_is_announced(shell: Shell) -> None:
    assert shell.uabot("announce", M_K, "--yes").status == 0
    refused(shell.uabot("wording", M_K, "intro", "--text", "Late."), "is announced")
    assert shell.uabot("wording", M_K, "thanks", "--text", "Well done.").status == 0
