"""How long a kit takes to be made: `python -m benchmarks.kits` (milliseconds, one process, the samples' kits in turn).

For each channel the first appeal of the process, with what it loads, and the median and 95th percentile of those after
it, each with other words of one's own so that nothing is the same as before. The two PDFs likewise, beside reportlab
(a peer), which sets the same letter in the same font as plain paragraphs: without an address field, tags, smaller type
for a page that is too full, right-to-left letters, or a look at what its font prints.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from itertools import cycle

from content.action import Channel, Target, UrgentAction
from content.appeals import Own, Unreachable, compose, letter
from content.appeals.paper import fax_pdf, letter_pdf
from content.reading import read
from content.samples import documents

RUNS = 200
TODAY = datetime.now(UTC).date()

Make = Callable[[UrgentAction, Target, Own], object]


def composed(channel: Channel) -> Make:
    """What makes the appeal for one channel."""
    return lambda action, target, own: compose(action, target, channel, own)


def posted(action: UrgentAction, target: Target, own: Own) -> object:
    """The letter as PDF."""
    return letter_pdf(action, target, today=TODAY, own=own)


def faxed(action: UrgentAction, target: Target, own: Own) -> object:
    """The fax as PDF."""
    return fax_pdf(action, target, today=TODAY, own=own)


def peer(action: UrgentAction, target: Target, own: Own) -> object:
    """The same words as PDF by reportlab."""
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames, registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    if "Noto Serif" not in getRegisteredFontNames():
        registerFont(TTFont("Noto Serif", files("content.appeals.paper") / "fonts" / "NotoSerif-Regular.ttf"))
    sheet = BytesIO()
    style = ParagraphStyle("letter", fontName="Noto Serif", fontSize=10, leading=13)
    said = (*target.address, action.who, *letter.text(action, target, own).split("\n\n"))
    story = [one for text in said for one in (Paragraph(escape(text), style), Spacer(1, 6))]
    SimpleDocTemplate(sheet, pagesize=A4, title=action.who).build(story)
    return sheet.getvalue()


def main() -> None:
    """Time every kind of kit on the samples and print one line for each."""
    actions = [read(one.document, today=TODAY).action for one in documents(TODAY)]
    pairs = [(action, target) for action in actions for target in action.targets]
    kinds: dict[str, tuple[Channel, Make]] = {
        **{channel.value: (channel, composed(channel)) for channel in Channel},
        "post, the PDF": (Channel.POST, posted),
        "fax, the PDF": (Channel.FAX, faxed),
        "reportlab's PDF (a peer)": (Channel.POST, peer),
    }
    print(f"{'ms':<26} {'first':>8} {'median':>8} {'95th':>8}")
    for name, (channel, make) in kinds.items():
        reached = [pair for pair in pairs if channel in pair[1].channels]
        first, *others = timed(make, cycle(reached))
        print(f"{name:<26} {first:8.1f} {statistics.median(others):8.2f} {statistics.quantiles(others, n=20)[18]:8.2f}")


def timed(make: Make, pairs: Iterator[tuple[UrgentAction, Target]]) -> Iterator[float]:
    """How long each of the kits took, in milliseconds."""
    for number in range(RUNS + 1):
        action, target = next(pairs)
        own = Own(paragraph=f"This is reason {number} why I write to you about this case.")
        began = time.perf_counter()
        try:
            make(action, target, own)
        except Unreachable:
            continue
        yield (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
