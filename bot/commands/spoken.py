"""What a command says when it cannot go on."""


class Mistaken(Exception):
    """A wrong use of a command; the text is one plain line: what, where, what to do."""
