"""What comes at its time: reminders, what people put off, the evening's alert, the end of a night, and of an action.

Each file finds what is due and makes deliveries of it, in short transactions that another process may as well do:
`scheduler` calls them every few seconds. To do one more thing at its time: rows with a `due_at`, a file here that
claims them, and a tick.
"""
