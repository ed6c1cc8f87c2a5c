"""The dashboard: real HTTP on loopback."""
