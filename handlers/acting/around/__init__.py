"""Around a case: its background, what organizers say beside it, passing it on, and hearing how it ends.

To add something to read about a case: a kind of pages in `background.py`, with a button on the others.
"""
