"""Organizing: what those who may send do in the chat. Documents come in, and broadcasts are watched and halted.

Every function here asks for the role again, as a button outlives the role of whom it was made for. To add something
that organizers can do: a file here, and lines in `handlers/routes.py`; its choices go into `FOR_ORGANIZERS` there.
"""
