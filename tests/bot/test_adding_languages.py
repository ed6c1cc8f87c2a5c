"""A document in a language that reading does not see by itself: whoever adds it says which."""

from pathlib import Path

from tests.bot.command import M_K, Shell
from tests.bot.test_commands import refused
from tests.bot.test_end_to_end import sample_document


async def test_a_text_in_any_language_becomes_the_others_language(tmp_path: Path) -> None:
    shell = Shell(tmp_path, {})
    (tmp_path / "ua.txt").write_bytes(sample_document())
    (tmp_path / "ua.tr.txt").write_bytes(sample_document().replace(b"M.K.", "Öğretmen M.K.".encode()))
    assert f"UA {M_K}: draft" in shell.uabot("add", "ua.txt").out
    refused(shell.uabot("add", "ua.tr.txt", "--lang", "Atlantean"), "Atlantean", "no language")
    assert "its text in tr" in shell.uabot("add", "ua.tr.txt", "--lang", "Türkçe").out
    [row] = shell.uabot("actions", "--json").json
    assert row["languages"] == ["en", "tr"]
    assert "Öğretmen M.K." in shell.uabot("appeal", M_K, "1", "email", "--lang", "tr").out
