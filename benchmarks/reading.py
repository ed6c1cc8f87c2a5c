"""How long a document takes to be read: `python -m benchmarks.reading FILE…` (seconds, whole processes, medians).

FILE is a PDF or a DOCX. Peers, in the same run: pypdf's and mammoth's own text of the same file, which is where reading
begins. The child with its limits is part of `uabot read`, and also shown alone.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

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
    """Run the commands in turn, so that a machine that slows down slows all of them."""
    for file in map(Path, sys.argv[1:]):
        body = file.read_bytes()
        taken: dict[str, list[float]] = {name: [] for name in commands(file)}
        for _ in range(RUNS + 1):
            for name, words in commands(file).items():
                began = time.perf_counter()
                subprocess.run(words, input=body, check=False, capture_output=True)
                taken[name].append(time.perf_counter() - began)
        print(f"{file.name}, {len(body):,} bytes")
        for name, seconds in taken.items():
            counted = seconds[1:]  # the first fills the caches
            print(f"  {name:<26} {statistics.median(counted):.3f}  ({min(counted):.3f} to {max(counted):.3f})")


if __name__ == "__main__":
    main()
