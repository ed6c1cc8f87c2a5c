"""Handing out: the appeal, ready to use, for one target through one channel.

`shown.py` is the message, `aids.py` what stands around the text in it, `file.py` the same as a file or in pieces. To
give a channel more help: its row of words in `aids.WORDS`, its buttons in `aids.aids`.
"""

from handlers.acting.handing.aids import PAGES, WORDS
from handlers.acting.handing.file import pieces, send_file
from handlers.acting.handing.shown import hand_out

__all__ = ["PAGES", "WORDS", "hand_out", "pieces", "send_file"]
