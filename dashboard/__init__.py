"""Where organizers and staff meet us in a browser.

Today: one small live panel of what each open Urgent Action has brought about. To add a page: its facts are a frozen
dataclass in `view.py`, its words a template, its address a line in `routes.py`, wrapped in `guard.Guarded`.
"""
