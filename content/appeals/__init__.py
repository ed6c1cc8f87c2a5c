"""An Urgent Action becomes what a supporter sends: letter, e-mail, fax page, call script, post on X, form text.

`compose` makes one appeal; `ranking` says which target and channel to offer first; `paper` prints what goes by post or
fax. `own` and `advice` are for words of one's own; `phrases` has what stands around the facts, a file a language. To
add a channel: name it in
`content.action.Channel` with its contacts in `Target`, check those in `contacts.py`, write `channels/<name>.py` with a
`compose`, put that into the table of `kit.py`, and give it its place for each stretch of time in `ranking.py`.
"""

from content.appeals.appeal import OURS, Appeal, Label, Own, Unreachable
from content.appeals.kit import compose

__all__ = ["OURS", "Appeal", "Label", "Own", "Unreachable", "compose"]
