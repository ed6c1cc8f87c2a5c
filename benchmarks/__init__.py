"""Figures, printed beside a peer in the same run; no test fails on them. One file a question."""
