"""The peers: installed into a folder of their own, pinned, from whichever index pip and npm are configured with."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SCRIPTS = Path(__file__).parent / "peers"
PTB, LIMITED, AIOGRAM, GRAMMY, TELEGRAF = (
    "python-telegram-bot",
    "PTB + AIORateLimiter",
    "aiogram",
    "grammY",
    "telegraf",
)
_PYTHON = {PTB: "ptb_sender.py", LIMITED: "ptb_sender.py", AIOGRAM: "aiogram_sender.py"}
_NODE = {GRAMMY: "grammy_sender.mjs", TELEGRAF: "telegraf_sender.mjs"}


class Peers:
    """Those that are here: name → the command that sends, without its parameters. `missing` says why others are not."""

    def __init__(self) -> None:
        self.commands: dict[str, Sequence[str]] = {}
        self.missing: dict[str, str] = {}


def installed(folder: Path | None = None) -> Peers:
    """Install what is not installed yet; a peer that cannot be had is missing, and said to be."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = folder or home / "uabot-bench"
    found = Peers()
    for names, install in ((_PYTHON, _python), (_NODE, _node)):
        try:
            program, where = install(folder)
        except (OSError, subprocess.CalledProcessError) as error:
            found.missing |= dict.fromkeys(names, _why(error))
        else:
            found.commands |= {name: (program, str(where / script)) for name, script in names.items()}
    return found


def parameters(api: str, token: str, message: Path, chats: range, in_flight: int, rate: int) -> list[str]:
    """What every peer's script is told."""
    return [api, token, str(message), *map(str, (chats.start, len(chats), in_flight, rate))]


def _python(folder: Path) -> tuple[str, Path]:
    wanted = SCRIPTS / "requirements.txt"
    here = folder / f"python-{_mark(wanted)}"
    program = here / "bin" / "python"
    if not (here / "installed").exists():
        shutil.rmtree(here, ignore_errors=True)
        _do(sys.executable, "-m", "venv", str(here))
        _do(str(program), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(wanted))
        (here / "installed").touch()
    return str(program), SCRIPTS


def _node(folder: Path) -> tuple[str, Path]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise FileNotFoundError("node and npm are not installed")
    here = folder / f"node-{_mark(SCRIPTS / 'package-lock.json')}"
    here.mkdir(parents=True, exist_ok=True)
    for path in (*SCRIPTS.glob("*.mjs"), SCRIPTS / "package.json", SCRIPTS / "package-lock.json"):
        shutil.copy(path, here)  # beside node_modules, where node looks for what they import
    if not (here / "installed").exists():
        _do(npm, "ci", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund", "--silent", cwd=here)
        (here / "installed").touch()
    return node, here


def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _do(*words: str, cwd: Path | None = None) -> None:
    subprocess.run(words, check=True, cwd=cwd, capture_output=True, text=True)


def _why(error: OSError | subprocess.CalledProcessError) -> str:
    said: Mapping[str, str | None] = vars(error)
    lines = (said.get("stderr") or str(error)).strip().splitlines()
    return lines[-1][:200] if lines else type(error).__name__
