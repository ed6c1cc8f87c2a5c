"""Words that people wrote beside the documents: supporters, for their letters, and organizers, for everybody.

To keep words of another kind, write a file with a frozen record and functions that take a transaction.
"""
