"""What holds for every test: no example of hypothesis fails for being slow on a busy machine."""

from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")
