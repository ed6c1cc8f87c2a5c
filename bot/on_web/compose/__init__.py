"""The compose page: what a phone opens from the chat, and from which its own mail app, printer or clipboard go on.

`ticket.py` signs and reads what an address names, `routes.py` answers, `page.py` gathers what a page shows and
`words.py` what it says; the looks are `templates/compose*.html` and `static/compose*`. To let a new channel have its
page: give it a heading in `words.HEADINGS` and a template `compose_CHANNEL.html` (`page.py` fills in the same values
for each).

Nobody is known here: no cookie, and nothing in an address about a person. A supporter's own words come in the part of
the address after `#`, which a browser never sends; their name and place are typed on the page and stay there.
"""
