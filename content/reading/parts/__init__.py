"""What stands in a part, taken apart: a title, paragraphs, a letter, demands, sentences of the document about itself.

To add one: a file with a function from a part's lines, and its turn in `body.py`.
"""
