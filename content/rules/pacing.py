"""How often a person wants to hear of Urgent Actions, and of which alone."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Pace(StrEnum):
    """How often alerts come."""

    EVERY = "every"
    """each as it is announced"""
    DAILY = "daily"
    """one a day at most, in the evening: the most urgent one"""
    WEEKLY = "weekly"


class Wish(StrEnum):
    """In what respect a person wants some alone."""

    REGION = "region"
    TOPIC = "topic"


def passes(wishes: Mapping[Wish, Collection[str]], region: str, topics: Collection[str]) -> bool:
    """Whether a person with these wishes wants an Urgent Action of this region (`""`: not known) on these topics.

    One wish that matches is enough. Where none does they still get it if they wished for nothing of what it tells: one
    whose topics nobody gave does not miss those who follow topics alone.
    """
    told = {Wish.REGION: {region} - {""}, Wish.TOPIC: set(topics)}
    wanted = {what: set(wishes.get(what, ())) for what, values in told.items() if values}
    return not any(wanted.values()) or any(wanted[what] & told[what] for what in wanted)
