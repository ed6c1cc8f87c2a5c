"""Scenarios are mostly waits, so several are played at a time, while the tests take them in turn."""

from collections.abc import Iterator

import pytest

from tests.faults.play import SHORT, Plays, Wanted

AT_ONCE = 6


@pytest.fixture(scope="session")
def plays(request: pytest.FixtureRequest) -> Iterator[Plays]:
    """What came of each scenario that this session asks for."""
    asked = (getattr(item, "callspec", None) for item in request.session.items)
    wanted = [found.params["wanted"] for found in asked if found and isinstance(found.params.get("wanted"), Wanted)]
    with Plays(wanted, SHORT, at_once=AT_ONCE) as plays:
        yield plays
