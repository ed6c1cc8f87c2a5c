"""Every text that we say, gathered from the templates and the code, for the catalogues to be held against."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from bot.on_web.compose import words as compose_page
from content.appeals import Label
from content.appeals.advice import Advice
from content.appeals.channels import form
from content.appeals.ranking import Reason
from content.places.regions import REGIONS, TOPICS
from content.render import KEYWORDS
from handlers.acting.around.background import HEADINGS
from handlers.acting.handing import PAGES, WORDS
from handlers.acting.listing import LABELS
from handlers.acting.putting_off import NAMES
from handlers.acting.telling import THANKS
from handlers.organizing import broadcasting
from handlers.privacy import STATES
from handlers.routes import DESCRIPTIONS
from handlers.settling.pace import PACES
from handlers.wording.asking import QUESTIONS

ROOT = Path(__file__).parent.parent.parent
Text = str | tuple[str, str]
"""A text, or the two of one that counts."""


def said() -> set[Text]:
    """Every text in English."""
    found: set[Text] = set()
    templates = extract_from_dir(
        ROOT / "content" / "templates", [("**.txt", "jinja2")], {"**.txt": {"silent": "false"}}
    )
    for _, _, text, _, _ in templates:
        found.add(text if isinstance(text, str) else (text[0], text[1]))
    for room in ("handlers", "content", "bot"):
        for path in (ROOT / room).rglob("*.py"):
            found |= set(_calls(path))
    found |= {*REGIONS.values(), *TOPICS.values(), *PACES.values(), *NAMES.values(), *HEADINGS.values()}
    found |= {*DESCRIPTIONS.values(), *STATES.values(), *LABELS.values(), *THANKS.values(), *Label}
    found |= set(Advice)
    found |= {*compose_page.HEADINGS.values(), form.TOPICS}
    found |= {part for question in QUESTIONS for part in (question.asked, question.example)}
    found |= set(PAGES)
    found |= {part for words in WORDS.values() for part in (words.heading, words.advice, words.sent) if part}
    for words_of in (broadcasting.KINDS, broadcasting.STANDS, broadcasting.COUNTED, broadcasting.REASONS):
        found |= set(words_of.values())
    found |= set(broadcasting.OFFERS)
    found.add("Begin")  # what `/start` does, in the web chat's menu
    for reason in Reason:
        single, several = map(str, reason.value)
        found.add(single if single == several else (single, several))
    return {text if isinstance(text, tuple) else str(text) for text in found}


def _calls(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "labels" and all(isinstance(word, ast.Constant) for word in node.args[:2]):
            one, several = (word.value for word in node.args[:2] if isinstance(word, ast.Constant))
            yield str(one), str(several)
        if node.func.attr in KEYWORDS:
            words = (
                [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)] if node.args else []
            )
            yield from (word for word in words if isinstance(word, str))
