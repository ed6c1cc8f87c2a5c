"""Where organizers and staff meet us in a browser.

Today: one small live panel. A document that is sent there becomes a draft; a draft that somebody checked becomes a
case, with what it has brought about. To add a page: its facts are a frozen dataclass in `view.py`, its words a
template, its address a line in `routes.py`, wrapped in `guard.Guarded`.
"""
