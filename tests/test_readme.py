"""What the README shows is so: commands, settings, chat words, pictures, folders."""

import re
import subprocess
import sys
from pathlib import Path

from bot.settings import Settings
from handlers.routes import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_commands_are_those_there_are() -> None:
    shown = set(re.findall(r"^\| `uabot (\w+)", README, re.MULTILINE))
    helped = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    there = set(re.findall(r"^  (\w+)  ", helped.split("Commands:")[1], re.MULTILINE))
    assert shown == there


def test_the_options_are_those_there_are() -> None:
    for line in re.findall(r"^\| `uabot (\w+[^`]*)`", README, re.MULTILINE):
        command, *_ = line.split()
        helped = subprocess.run(
            [sys.executable, "-m", "bot", command, "--help"], capture_output=True, text=True, check=True, cwd=ROOT
        ).stdout
        assert set(re.findall(r"--\w+", line)) == set(re.findall(r"--\w+", helped)) - {"--help"} - {"--verbose"}, line


def test_the_settings_are_those_there_are() -> None:
    shown = set(re.findall(r"^\| `(UABOT_\w+)`", README, re.MULTILINE))
    fields = {f"UABOT_{name.upper()}" for name in Settings.__dataclass_fields__} - {"UABOT_HOST", "UABOT_PORT"}
    assert shown == fields | {"UABOT_LISTEN"}


def test_the_words_of_the_chat_are_those_there_are() -> None:
    shown = set(re.findall(r"`/(\w+)`", README.split("In the chat:")[1].split("##")[0]))
    assert shown == set(COMMANDS)


def test_what_it_links_to_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README):
        assert (ROOT / target).exists(), target
    for name in re.findall(r"\b([a-z_]+)/(?=\s)", README.split("```\nbot/")[1].split("```")[0]):
        assert list(ROOT.rglob(name)), name


def test_the_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make (\w+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
