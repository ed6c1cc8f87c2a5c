"""People who put words of their own into a letter, for the tests of that conversation."""

from sqlalchemy import func, select

from storage.database.tables import own_words
from tests.cases import MINISTER
from tests.handlers.conftest import House
from tests.talk import Talk

WHY = "Nobody should be sent back to torture."
WHAT = "I am a nurse in a small town."
LINK = "I studied in your country for a year."
WHOLE = "Dear Minister Exemple,\n\nB.T. must be able to stay, as the sparrows do.\n\nI ask you to let him stay."


async def at_the_letter(house: House, name: str = "anna", channel: str = "Email", country: str = "") -> Talk:
    """Somebody who has the letter to the minister before them."""
    person = await house.joined(name, country=country)
    await person.press("Take action")
    await person.press(MINISTER.name)
    await person.press(channel)
    return person


async def answered(house: House, name: str = "anna") -> Talk:
    """Somebody who answered the three questions."""
    person = await at_the_letter(house, name)
    await person.press("In your own words")
    await person.press("Three short questions")
    for answer in (WHY, WHAT, LINK):
        await person.say(answer)
    return person


def body(person: Talk) -> str:
    """The letter that stands in the newest message."""
    return next(span.text for span in person.shown[-1].message.text if span.block)


async def rows(house: House) -> int:
    async with house.database.reading() as tx:
        return (await tx.connection.execute(select(func.count()).select_from(own_words))).scalar_one()
