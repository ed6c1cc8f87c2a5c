"""How long a document takes to be read: `python -m benchmarks.reading FILE…` (seconds, whole processes, medians).

FILE is a PDF or a DOCX. Peers, in the same run: pypdf's and mammoth's own text of the same file, which is where reading
begins. The child with its limits is part of `uabot read`, and also shown alone.
"""

import sys
from pathlib import Path

from benchmarks import timing

RUNS = 9
PYPDF = "import sys, pypdf; [page.extract_text() for page in pypdf.PdfReader(sys.argv[1]).pages]"


def commands(file: Path) -> dict[str, list[str]]:
    """What is run on one file, by its name in the table."""
    python, name = sys.executable, str(file)
    peer = {
        ".pdf": {"pypdf's text (a peer)": [python, "-c", PYPDF, name]},
        ".docx": {"mammoth's HTML (a peer)": [str(Path(python).with_name("mammoth")), name, "/dev/null"]},
    }
    return {
        "uabot read": [python, "-m", "bot", "read", name, "--json"],
        "its child alone": [python, "-c", "from content.reading.__main__ import main; main()", "2026-01-01"],
        "uabot read, of nothing": [python, "-m", "bot", "read", "/dev/null"],
        **peer.get(file.suffix.lower(), {}),
        "the interpreter alone": [python, "-c", "pass"],
    }


def main() -> None:
    """Time the commands on each file that is named."""
    for file in map(Path, sys.argv[1:]):
        body = file.read_bytes()
        print(f"{file.name}, {len(body):,} bytes")
        timing.show(commands(file), runs=RUNS, given=body)


if __name__ == "__main__":
    main()
