"""What is sent to many: broadcasts, one delivery for each chat of their audience, and the lanes they leave by.

To do one more thing with deliveries: a function of `(tx, …, now)` in the file that has its noun. On PostgreSQL many
processes write here at once. None waits for another in a circle, because all take their locks in one order:

1. `Tx.hold_ledger`, if more than one broadcast, or a lane, is touched: settling, marking, reserving, closing. There is
   one such transaction at a time, as on SQLite; it is short.
2. the broadcasts (`ledger.lock`), before any delivery of theirs changes state, and their lanes.
3. deliveries in the order of their ids. Marking leaves out those that somebody else holds.
4. chats: one that is held belongs to a person who is here this moment, and is left as it is.

Who answers a person holds their supporter, then 3, and never 1 or 2.
"""
