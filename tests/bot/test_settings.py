"""Settings: read in one place, checked at once, secrets made and kept."""

import stat
from datetime import time
from pathlib import Path

import pytest

from bot.commands.checking import check
from bot.commands.serving import _demo_settings
from bot.settings import Missettled, load, misspelt, parse_person, secured
from content.ids import Platform
from content.rules.hours import Hours, Quiet


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and nothing set."""
    import os

    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("UABOT_")]:
        monkeypatch.delenv(name)


def test_the_defaults(tmp_path: Path) -> None:
    settings = load()
    assert settings.database == "sqlite+aiosqlite:///uabot.db"
    assert (settings.approvals, settings.rate, settings.web_chat) == (2, 30, False)
    assert settings.paid_broadcast is False
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.reminders == ("2d@18:00", "0d@10:00")
    assert list(tmp_path.iterdir()) == [], "reading the settings writes nothing"


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("UABOT_NAME=From the file\nUABOT_RATE=7\n")
    monkeypatch.setenv("UABOT_RATE", "9")
    settings = load()
    assert (settings.name, settings.rate) == ("From the file", 9)
    assert load(ignoring=("rate",)).rate == 30


NIGHT = Quiet(time(22), time(8))


@pytest.mark.parametrize(
    ("in_environment", "in_file", "kept"),
    [
        (None, None, NIGHT),
        ("21:30-07:15", None, Quiet(time(21, 30), time(7, 15))),
        ("", None, None),
        (None, "UABOT_QUIET=", None),
        (None, "UABOT_QUIET=21:00-06:00", Quiet(time(21), time(6))),
        ("", "UABOT_QUIET=21:00-06:00", None),
        ("13:00-14:00", "UABOT_QUIET=", Quiet(time(13), time(14))),
    ],
)
def test_quiet_hours_set_to_nothing_are_none(
    in_environment: str | None, in_file: str | None, kept: Quiet | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if in_file is not None:
        (tmp_path / ".env").write_text(f"{in_file}\nUABOT_TIMEZONE=\n")
    if in_environment is not None:
        monkeypatch.setenv("UABOT_QUIET", in_environment)
    settings = load()
    assert settings.quiet == kept
    assert settings.hours == Hours(kept, "Europe/Paris"), "other settings that are set to nothing are as if unset"


def test_the_demo_keeps_no_quiet_hours(tmp_path: Path) -> None:
    assert _demo_settings(str(tmp_path)).quiet is None


def test_the_secret_is_made_once_and_only_for_us(tmp_path: Path) -> None:
    first = secured(load())
    path = tmp_path / "uabot.db.secret"
    assert len(first.secret) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secured(load()) == first


def test_postgresql_needs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UABOT_DATABASE", "postgresql+psycopg://localhost/ua")
    with pytest.raises(Missettled, match="UABOT_SECRET"):
        secured(load())
    monkeypatch.setenv("UABOT_SECRET", "a secret")
    assert secured(load()).secret == "a secret"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEZONE", "Mars/Olympus"),
        ("LISTEN", "here"),
        ("LISTEN", "127.0.0.1:70000"),
        ("RATE", "0"),
        ("RATE", "1001"),
        ("PAID_BROADCAST", "perhaps"),
        ("REMINDERS", "2d@25:00"),
        ("QUIET", "at night"),
        ("QUIET", "22-8"),
        ("QUIET", "08:00-08:00"),
        ("PUBLIC_URL", "https://"),
        ("OWNERS", "telegram"),
        ("OWNERS", "signal:1"),
        ("WEB_CHAT", "maybe"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"UABOT_{name}", value)
    with pytest.raises(Missettled) as said:
        load()
    assert "\n" not in str(said.value)
    assert name == "OWNERS" or f"UABOT_{name}" in str(said.value)


@pytest.mark.parametrize(
    ("settings", "warned"),
    [
        ({"RATE": "30"}, False),
        ({"RATE": "31"}, True),
        ({"RATE": "1000"}, True),
        ({"RATE": "1000", "PAID_BROADCAST": "true"}, False),
        ({"RATE": "1000", "TELEGRAM_TOKEN": ""}, False),
    ],
)
async def test_a_rate_that_telegram_takes_only_when_paid_is_warned_of(
    settings: dict[str, str], warned: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    token = "no token, so that nobody is asked"
    for name, value in {"TELEGRAM_TOKEN": token, **settings}.items():
        monkeypatch.setenv(f"UABOT_{name}", value)
    assert load().paid_broadcast is ("PAID_BROADCAST" in settings)
    await check()
    said = capsys.readouterr().out.splitlines()[0]
    assert said.startswith("settings: ok")
    assert (settings["RATE"] in said and "UABOT_PAID_BROADCAST" in said) is warned


def test_what_is_misspelt_is_named_and_refused_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UABOT_SERVICE_HOST", "10.0.0.1")
    monkeypatch.setenv("UABOT_QUIET", "22:00-08:00")
    assert misspelt() == ("UABOT_SERVICE_HOST",)
    assert load().rate == 30


def test_a_person_is_named_by_platform_and_id() -> None:
    assert parse_person("slack:T1/U2") == (Platform.SLACK, "T1/U2")
