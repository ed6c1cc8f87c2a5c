"""The web chat: a page that is a platform, as Telegram and Slack are, for a demo on one machine and for tests.

What a person does becomes a `Turn` in `inbound.py`; what we say goes out by `WebCourier` in `outbound.py`, as the JSON
that `markup.py` makes; `rooms.py` holds each chat's last messages. The page is `templates/` and `static/`, by hand: no
build step, nothing loaded from elsewhere. `compose/` is another page, for whoever is on whichever platform: the letter,
with what opens, prints and copies it.

Nothing that a person saw or typed here is written to disk by this package: messages and files live in memory only,
bounded, and are gone when the server stops. An open page keeps what it shows, and its buttons still work, because all
that a button means is in the button.
"""
