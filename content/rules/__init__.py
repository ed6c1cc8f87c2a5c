"""Pure rules that chat, dashboard and command line all obey; storage applies them inside its transactions.

To add one, write a function here that takes everything it decides on (the time and the day included) and returns its
decision; say in its docstring what it decides, and test it for every case.
"""
