"""Ticket: which appeal an address opens, signed so that only who got it from us has it. The only door to itsdangerous.

An embassy is shown to supporters who live there alone: with plain numbers anybody could walk through all of them.
"""

import hashlib
import re
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer

from content.action import Channel
from content.ids import ActionId, TargetId

_PURPOSE = "compose page 1"
"""Goes into the key: what is signed for this purpose opens nothing else. Another number closes every old address."""
_LONGEST = 300
_LANGUAGE = re.compile(r"[A-Za-z0-9_-]{0,35}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ticket:
    """One appeal in one language (BCP 47, `""` for the document's own). Nothing in it is about a person."""

    action: ActionId
    target: TargetId
    channel: Channel
    language: str


class Forged(Exception):
    """This is no ticket of ours."""


class Tickets:
    """Signs tickets and reads them. `secret` is the installation's."""

    def __init__(self, secret: str) -> None:
        signer = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        self._signed = URLSafeSerializer(secret, salt=_PURPOSE, signer_kwargs=signer)

    def sign(self, ticket: Ticket) -> str:
        """Some 75 characters of `A-Z a-z 0-9 _ - .`, the same for the same ticket every time."""
        said = self._signed.dumps([ticket.action, ticket.target, ticket.channel.value, ticket.language])
        return said if isinstance(said, str) else said.decode()

    def read(self, text: str) -> Ticket:
        """What was signed. Raises Forged for everything else."""
        if len(text) > _LONGEST:
            raise Forged
        try:
            action, target, channel, language = self._signed.loads(text)
            if type(action) is not int or type(target) is not int or not _LANGUAGE.fullmatch(language):
                raise Forged
            return Ticket(ActionId(action), TargetId(target), Channel(channel), language)
        except (BadData, TypeError, ValueError):
            raise Forged from None
