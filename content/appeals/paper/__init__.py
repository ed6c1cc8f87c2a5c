"""A letter or a fax as PDF, ready to be printed: A4, tagged, the same bytes for the same words.

To add a script: put its fonts (regular and bold) with their licence into `fonts/` and their family into
`glyphs.SHIPPED`; what is not shipped is looked for among the machine's Noto fonts. To add a language of the words on a
fax's cover: a row in `words.py`.
"""

from content.appeals.paper.glyphs import Unprintable
from content.appeals.paper.pdf import PAPER, fax_pdf, letter_pdf, printed

__all__ = ["PAPER", "Unprintable", "fax_pdf", "letter_pdf", "printed"]
