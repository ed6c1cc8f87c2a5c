"""Who may do what. Each role may do all that the ones before it may."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is here."""

    SUPPORTER = "supporter"
    STAFF = "staff"
    ORGANIZER = "organizer"
    OWNER = "owner"

    @property
    def may_count(self) -> bool:
        """May read the counts."""
        return self is not Role.SUPPORTER

    @property
    def may_send(self) -> bool:
        """May bring in Urgent Actions, approve and send broadcasts, correct and withdraw them."""
        return self in (Role.ORGANIZER, Role.OWNER)

    @property
    def may_give_roles(self) -> bool:
        """May make others owner, organizer or staff, and take that away."""
        return self is Role.OWNER
