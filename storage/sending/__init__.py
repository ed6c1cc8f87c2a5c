"""What is sent to many: broadcasts, and one delivery for each chat of their audience.

To do one more thing with deliveries: a function of `(tx, …, now)` in the file that has its noun. What changes the state
of a delivery locks its broadcast first (`broadcasts.lock`).
"""
