"""Roles: who may send, who may read counts, who may give these roles. Kept by keyed hash, so nobody is named."""

from datetime import datetime

from sqlalchemy import delete, select

from content.ids import Platform, PlatformId
from content.rules.roles import Role
from storage.database.engine import Tx
from storage.database.tables import roles


async def role(tx: Tx, platform: Platform, chat: PlatformId) -> Role:
    """What this person may do; everybody is at least a supporter."""
    asked = select(roles.c.role).where(roles.c.platform == platform, roles.c.finger == tx.vault.finger(platform, chat))
    found = (await tx.connection.execute(asked)).scalar_one_or_none()
    return Role.SUPPORTER if found is None else Role(found)


async def give(tx: Tx, platform: Platform, chat: PlatformId, given: Role, *, now: datetime) -> None:
    """Give a role in place of any other; giving SUPPORTER takes it away. The person need not have joined."""
    finger = tx.vault.finger(platform, chat)
    if given is Role.SUPPORTER:
        await tx.connection.execute(delete(roles).where(roles.c.platform == platform, roles.c.finger == finger))
        return
    values = {"role": given, "given_at": now}
    row = tx.insert(roles).values(platform=platform, finger=finger, **values)
    await tx.connection.execute(row.on_conflict_do_update(index_elements=["platform", "finger"], set_=values))
