"""Who may do what: each role all that the ones before it may, and something more."""

from content.rules.roles import Role


def may(role: Role) -> tuple[bool, bool, bool]:
    return role.may_count, role.may_send, role.may_give_roles


def test_a_role_may_do_what_the_ones_before_it_may() -> None:
    assert may(Role.SUPPORTER) == (False, False, False)
    assert may(Role.STAFF) == (True, False, False)
    assert may(Role.ORGANIZER) == (True, True, False)
    assert may(Role.OWNER) == (True, True, True)
