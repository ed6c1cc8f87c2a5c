"""`uabot wording`: what organizers say beside a document, checked when it is saved."""

from pathlib import Path

import pytest

from tests.bot.command import M_K, Shell
from tests.bot.test_commands import refused
from tests.bot.test_end_to_end import sample_document


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


def test_what_cannot_be_kept_is_one_plain_line(shell: Shell) -> None:
    (shell.folder / "binary.txt").write_bytes(bytes(range(256)))
    (shell.folder / "large.txt").write_bytes(b"a" * 100_001)
    for words, said in (
        (("intro", "--text", "{0.__class__}"), "no placeholder"),
        (("thanks", "--text", "{days_left!r:>999999}"), "no placeholder"),
        (("warning", "--text", "{"), "A brace stands alone"),
        (("intro", "--text", " "), "says nothing"),
        (("thanks", "--text", "a" * 301), "300 is the most"),
        (("blurb", "--text", "x"), "intro, thanks, warning, notes"),
        (("intro", "--text", "x", "--remove"), "exclude each other"),
        (("--text", "x"), "Say which wording"),
        (("notes", "--file", "nothing.txt"), "no such file"),
        (("notes", "--file", "."), "directory"),
        (("notes", "--file", "binary.txt"), "UTF-8"),
        (("notes", "--file", "large.txt"), "100000 bytes"),
        (("notes", "--text", "x", "--lang", "Klaatu"), "no language"),
    ):
        refused(shell.uabot("wording", M_K, *words), said)
    refused(shell.uabot("wording", "1/1", "notes", "--text", "x"), "1/1")
    assert "has none of it yet" in shell.uabot("wording", M_K).out


def test_an_introduction_stays_once_it_is_announced(shell: Shell) -> None:
    assert shell.uabot("announce", M_K, "--yes").status == 0
    refused(shell.uabot("wording", M_K, "intro", "--text", "Late."), "is announced")
    assert shell.uabot("wording", M_K, "thanks", "--text", "Well done.").status == 0
