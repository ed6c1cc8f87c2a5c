"""Wording: the letter in one's own words, by three short questions or written whole.

`own.py` is what other conversations use: what a person put in, and the end of it. What is awaited stands in `talks` as
the button that asked for it. To add a question: a row in `asking.QUESTIONS`, and one more in `storage.words.own_words`.
"""
