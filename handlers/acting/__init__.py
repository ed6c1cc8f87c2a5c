"""Acting: from an alert to a counted appeal. One file a step: listing → choosing → handing → telling, or putting_off.

All the state of a walk is in the button pressed, so every function here begins by looking up what the button names and
checks it again. To add a step: a choice in `content/choices/acting.py`, a function in the file of its step, a line in
`handlers/routes.py`.
"""
