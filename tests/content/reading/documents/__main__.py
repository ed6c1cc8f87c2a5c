"""Makes the files of all folders, or of the folders named: `python -m tests.content.reading.documents [FOLDER…]`."""

import sys

from tests.content.reading.documents.making import make
from tests.content.reading.documents.shelf import MADE, documents


def main(folders: list[str]) -> None:
    """Make, and say how many files there are and how much they weigh."""
    make(documents(*folders))
    files = [path for path in MADE.rglob("*") if path.is_file()]
    sys.stdout.write(f"{len(files)} files, {sum(path.stat().st_size for path in files) // 1024} KB in {MADE.name}/\n")


if __name__ == "__main__":
    main(sys.argv[1:])
