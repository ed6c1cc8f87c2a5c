"""How we answer: each conversation is a file of functions from a visit to a reply, and nothing here sends.

To add a conversation: write its functions in a file named for it, its words in `content/templates/`, its buttons in
`content/choices/`, and one line each in `routes.py`.
"""
