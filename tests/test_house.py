"""The house keeps its shape: arrows point down only, each library enters by one door, no room is crowded."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "dashboard", "handlers", "scheduler", "storage", "content")
BELOW = {
    "bot": {"dashboard", "handlers", "scheduler", "storage", "content"},
    "dashboard": {"storage", "content", "scheduler"},
    "handlers": {"storage", "content"},
    "scheduler": {"storage", "content"},
    "storage": {"content"},
    "content": set[str](),
}
DOORS = {
    "telegram": ("bot/on_telegram/",),
    "slack_bolt": ("bot/on_slack/",),
    "slack_sdk": ("bot/on_slack/",),
    "starlette": ("bot/on_web/", "dashboard/"),
    "uvicorn": ("bot/on_web/", "dashboard/"),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "apscheduler": ("scheduler/clock.py",),
    "procrastinate": ("scheduler/sending/jobs.py",),
    "jinja2": ("content/render.py", "dashboard/", "bot/on_web/"),
    "pydantic_settings": ("bot/settings.py",),
    "pyreqwest": ("bot/on_telegram/transport.py",),
    "aiohttp": ("nowhere: it serves in tests only",),
    "prometheus_client": ("bot/on_web/metrics.py",),
    "uvloop": ("bot/__main__.py",),
    "typer": ("bot/__main__.py",),
    "cryptography": ("storage/database/vault.py",),
    "pypdf": ("content/reading/formats/pdf/",),
    "mammoth": ("content/reading/formats/docx/",),
    "selectolax": ("content/reading/formats/html.py",),
    "phonenumbers": ("content/reading/targets/", "content/appeals/"),
    "email_validator": ("content/reading/targets/", "content/appeals/"),
    "linkify_it": ("content/reading/targets/",),
    "itsdangerous": ("bot/on_web/",),
    "dateparser": ("content/reading/fields/",),
    "typst": ("content/appeals/paper/",),
    "fontTools": ("content/appeals/paper/",),
}
LONGEST = 400
MOST_FILES = 9
LAZY = (
    "pypdf",
    "mammoth",
    "selectolax",
    "dateparser",
    "phonenumbers",
    "sqlalchemy",
    "telegram",
    "jinja2",
    "babel",
    "pydantic_settings",
    "uvicorn",
    "starlette",
    "apscheduler",
    "procrastinate",
    "prometheus_client",
    "pyreqwest",
    "uvloop",
    "itsdangerous",
)


def _files() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_and_doors(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    room = name.split("/")[0]
    for line, module in _imports(path):
        top = module.split(".")[0]
        if top in ROOMS and top != room:
            assert top in BELOW[room], (
                f"{name}:{line} imports {module}: arrows point down only, and {room} may use "
                f"{', '.join(sorted(BELOW[room])) or 'nothing'}. What both need belongs in a room below both."
            )
        if top in DOORS:
            assert name.startswith(DOORS[top]), (
                f"{name}:{line} imports {module}: {top} enters by {' or '.join(DOORS[top])} only. "
                "Put the line there, behind a function that speaks our words."
            )
        assert top != "tests", f"{name}:{line} imports from tests"


def test_the_environment_is_read_in_one_file() -> None:
    for path in _files():
        name = path.relative_to(ROOT).as_posix()
        if name != "bot/settings.py":
            found = re.search(r"os\.environ|getenv", path.read_text("utf-8"))
            assert not found, f"{name} reads the environment: settings are read in bot/settings.py and passed on"


def test_nobody_asks_the_clock_but_the_edges() -> None:
    """Time comes in as `now`: below the platforms, the command line and the ticks nothing reads a clock."""
    for path in _files():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(("content/", "storage/", "handlers/")):
            found = re.search(r"datetime\.now|date\.today|time\.time\(|utcnow", path.read_text("utf-8"))
            assert not found, f"{name} reads the clock: let `now` come in"


def test_a_file_is_one_idea_and_a_folder_one_room() -> None:
    for path in _files():
        lines = len(path.read_text("utf-8").splitlines())
        assert lines <= LONGEST or "migrations" in path.parts, f"{path.relative_to(ROOT)} has {lines} lines: two ideas"
    for folder in {path.parent for path in _files()}:
        files = [path for path in folder.glob("*.py") if path.name not in ("__init__.py", "__main__.py")]
        assert len(files) <= MOST_FILES, f"{folder.relative_to(ROOT)} has {len(files)} files: two rooms"


def test_everything_says_what_it_is_for() -> None:
    for path in _files():
        if "versions" in path.parts and path.name == "__init__.py":
            continue
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), f"{path.relative_to(ROOT)} does not say what it is for"


def test_heavy_imports_are_lazy_on_the_command_line() -> None:
    """`uabot --help` loads none of them: what `bot/__main__.py` imports at its top is light."""
    import subprocess
    import sys

    code = "import sys, bot.__main__; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(LAZY) & set(loaded.stdout.split())
