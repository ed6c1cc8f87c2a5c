"""What holds for every test: no example of hypothesis fails for being slow on a busy machine, and there are sixty.

Sixty, so that all tests together take no longer than somebody waits; a test that needs more says so.
"""

from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None, max_examples=60)
settings.load_profile("untimed")
