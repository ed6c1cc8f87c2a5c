"""The web chat: real HTTP on loopback, and a real browser where there is one."""
