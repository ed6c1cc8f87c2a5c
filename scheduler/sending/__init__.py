"""How a broadcast leaves: slice by slice at its lane's pace, from either home, the one file or the server.

A home finds what is to be sent and hands it to the sender of its platform in blocks; the sender writes down what became
of each. To send from one more kind of database: a home beside `home_file` and `jobs`, chosen in `runner`.
"""
