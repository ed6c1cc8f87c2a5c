"""Telegram as a platform: the only folder that knows its library, and all it asks of the rest is an `Answer`.

`platform.Telegram` is the way in. An update becomes a `Turn` in `inbound.py`, a message becomes Telegram's own form in
`markup.py`, and what a call came to is decided in `outcomes.py` alone. To make use of one more kind of update: name it
in `inbound.KINDS`, and say in `inbound.read` which turn it is.
"""
