"""What we can say: Urgent Actions, and the words made from them.

Nothing here knows a database, a platform or the clock; `now` is passed in. To add a thing that can be said, put its
facts into a frozen dataclass and its words into `templates/`. To add a rule that chat, dashboard and command line all
obey, write a pure function in `rules/`.
"""
