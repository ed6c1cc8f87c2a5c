"""Settling: what a person sets, once or any time: language, country, clock, how often, of what, and a pause.

To add a setting: a choice in `content/choices/settling.py`, its function in the file of its page, a line in
`handlers/routes.py`; and show it in `settings.show` and in `/mydata`.
"""
