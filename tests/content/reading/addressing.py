"""A printed block of addressees, read by itself."""

from content.action import Problem, Target
from content.reading.lines import clean
from content.reading.targets import Addressees, addressees


def reached(block: str) -> tuple[Addressees, list[str]]:
    """Whom a block says to write to, and the codes of its problems."""
    problems: list[Problem] = []
    found = addressees(clean(block), problems)
    return found, [problem.code for problem in problems]


def targets(block: str) -> tuple[Target, ...]:
    return reached(block)[0].targets
