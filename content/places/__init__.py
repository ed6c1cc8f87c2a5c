"""Places: countries by name, the clocks that people there live by, and the regions of the world. No place is anybody's.

To add something that depends on where a person lives: a file of functions that take its ISO 3166 code.
"""
