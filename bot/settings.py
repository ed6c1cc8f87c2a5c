"""The settings: the one place that reads the environment and `.env`. Every name is `UABOT_…`, as in the README."""

import os
import re
import secrets
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from content.ids import Platform, PlatformId
from content.rules.deadlines import moment
from content.rules.hours import Hours, Quiet, quiet

if TYPE_CHECKING:
    from pydantic import ValidationError

SQLITE = "sqlite+aiosqlite:///"


class Missettled(Exception):
    """A setting is wrong; the text is one plain line: which, why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment says, checked. Secrets are plain text here: log none of them."""

    database: str
    secret: str
    telegram_token: str
    telegram_api: str
    public_url: str
    host: str
    port: int
    owners: tuple[tuple[Platform, PlatformId], ...]
    approvals: int
    timezone: str
    name: str
    contact: str
    privacy_url: str
    reminders: tuple[str, ...]
    quiet: Quiet | None
    rate: int
    paid_broadcast: bool
    retention_days: int
    web_chat: bool

    @property
    def hours(self) -> Hours:
        """The quiet hours that are kept, and the organization's clock."""
        return Hours(self.quiet, self.timezone)


def load(*, ignoring: tuple[str, ...] = ()) -> Settings:
    """The settings from the environment and `.env`; those named in `ignoring` are as if unset. Raises Missettled."""
    from pydantic import Field, SecretStr, ValidationError
    from pydantic_settings import BaseSettings, SettingsConfigDict

    said = SettingsConfigDict(env_prefix="UABOT_", env_file=".env", extra="ignore")

    class Silence(BaseSettings):
        """Where set to nothing means none."""

        model_config = said
        quiet: str = "22:00-08:00"

    class Raw(BaseSettings):
        """Where set to nothing is as if unset."""

        model_config = SettingsConfigDict(**said, env_ignore_empty=True)

        database: str = f"{SQLITE}uabot.db"
        secret: SecretStr = SecretStr("")
        telegram_token: SecretStr = SecretStr("")
        telegram_api: str = "https://api.telegram.org"
        public_url: str = ""
        listen: str = "127.0.0.1:8000"
        owners: str = ""
        approvals: int = Field(default=2, ge=1, le=9)
        timezone: str = "Europe/Paris"
        name: str = "Urgent Action network"
        contact: str = ""
        privacy_url: str = ""
        reminders: str = "2d@18:00,0d@10:00"
        rate: int = Field(default=30, ge=1, le=1000)
        paid_broadcast: bool = False
        retention_days: int = Field(default=30, ge=0, le=3650)
        web_chat: bool = False

    try:
        raw = Raw()
    except ValidationError as error:
        raise Missettled(_plainly(error)) from None
    defaults = {name: Raw.model_fields[name].default for name in ignoring}
    return _settled(raw.model_copy(update=defaults), Silence().quiet)


def _settled(raw: Any, silence: str) -> Settings:  # noqa: ANN401 (the model made in load, so that its library stays lazy)
    try:
        ZoneInfo(raw.timezone)
    except (KeyError, ValueError, OSError):
        raise Missettled(f"UABOT_TIMEZONE: {raw.timezone} is no time zone: write one such as Europe/Paris.") from None
    if not raw.database.startswith(("sqlite", "postgresql")):
        raise Missettled(
            "UABOT_DATABASE is neither sqlite+aiosqlite:///FILE nor postgresql+psycopg://USER@HOST/NAME: correct it."
        )
    host, _, port = raw.listen.rpartition(":")
    if not host or not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise Missettled("UABOT_LISTEN: write an address and a port, such as 127.0.0.1:8000.")
    if raw.public_url and not re.fullmatch(r"https://[^/\s]+(/\S*)?", raw.public_url):
        raise Missettled("UABOT_PUBLIC_URL: write the https address of the web part, such as https://ua.example.org.")
    if not re.fullmatch(r"https?://\S+", raw.telegram_api):
        raise Missettled("UABOT_TELEGRAM_API: write an http or https address.")
    labels = tuple(label.strip() for label in raw.reminders.split(",") if label.strip())
    for label in labels:
        _check_reminder(label)
    return Settings(
        database=raw.database,
        secret=raw.secret.get_secret_value(),
        telegram_token=raw.telegram_token.get_secret_value(),
        telegram_api=raw.telegram_api.rstrip("/"),
        public_url=raw.public_url.rstrip("/"),
        host=host.strip("[]"),
        port=int(port),
        owners=tuple(parse_person(owner) for owner in raw.owners.split(",") if owner.strip()),
        approvals=raw.approvals,
        timezone=raw.timezone,
        name=raw.name,
        contact=raw.contact,
        privacy_url=raw.privacy_url,
        reminders=labels,
        quiet=_silent(silence.strip()),
        rate=raw.rate,
        paid_broadcast=raw.paid_broadcast,
        retention_days=raw.retention_days,
        web_chat=raw.web_chat,
    )


def parse_person(said: str) -> tuple[Platform, PlatformId]:
    """`telegram:12345` → (platform, id). Raises Missettled."""
    platform, _, chat = said.strip().partition(":")
    if platform not in set(Platform) or not re.fullmatch(r"[\w./-]{1,64}", chat):
        raise Missettled(f"“{said.strip()[:40]}” names nobody: write telegram:12345 or slack:T1/U2.")
    return Platform(platform), PlatformId(chat)


def _check_reminder(label: str) -> None:
    try:
        moment(label, date(2000, 1, 31), "UTC")
    except ValueError:
        raise Missettled(
            f"UABOT_REMINDERS: “{label[:20]}” is no time: write days before and an hour, as 2d@18:00."
        ) from None


def _silent(said: str) -> Quiet | None:
    try:
        return quiet(said)
    except ValueError:
        raise Missettled(
            f"UABOT_QUIET: “{said[:20]}” are no hours: write such as 22:00-08:00, or leave it empty for none."
        ) from None


def secured(settings: Settings) -> Settings:
    """The settings with a secret: the one set, or the one kept beside a SQLite database, made at its first use.

    Raises Missettled with PostgreSQL, where nothing is beside it: without the secret nobody in it can be reached.
    """
    if settings.secret:
        return settings
    if not settings.database.startswith("sqlite"):
        raise Missettled(
            "UABOT_SECRET is needed with PostgreSQL: set it to 32 random characters or more, and keep a copy elsewhere."
        )
    path = Path(settings.database.partition(":///")[2] + ".secret")
    try:
        if path.exists():
            return replace(settings, secret=path.read_text("utf-8").strip())
        made = secrets.token_urlsafe(32)
        path.touch(mode=0o600)
        path.write_text(made + "\n", "utf-8")
    except OSError as error:
        raise Missettled(
            f"{path} cannot be written ({error.strerror}): does its folder exist, may you write there?"
        ) from None
    return replace(settings, secret=made)


def misspelt() -> tuple[str, ...]:
    """What is set as `UABOT_…` and is no setting: worse than unset, for it looks as if it were set.

    No reason to refuse, though: a container's host sets names after the service's own (`UABOT_SERVICE_HOST`).
    """
    known = {f"UABOT_{name.upper()}" for name in Settings.__dataclass_fields__} - {"UABOT_HOST", "UABOT_PORT"}
    known |= {"UABOT_LISTEN", *_LATER}
    set_here = (name for name in os.environ if name.startswith("UABOT_") and not name.startswith("UABOT_TEST_"))
    return tuple(sorted(name for name in set_here if name not in known))


_LATER = frozenset(
    f"UABOT_{name}"
    for name in (
        *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API"),
        *("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SOLO_AFTER"),
    )
)
"""Settings of parts that are not here yet: known, and without effect."""


def _plainly(error: "ValidationError") -> str:
    first = error.errors()[0]
    name = "UABOT_" + "_".join(str(part) for part in first["loc"]).upper()
    return f"{name}: {first['msg'].lower()}: correct it."
