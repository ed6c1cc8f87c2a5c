"""Own words: sealed while they are kept, and gone without a trace when they are not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import event, select, text

from content.ids import ActionId, ChatId, TargetId
from storage import people
from storage.database.engine import Database, Tx, open_database
from storage.database.tables import own_words as table
from storage.database.vault import Vault
from storage.words import own_words
from storage.words.own_words import OwnWords
from tests.databases import SECRET, on_sqlite
from tests.storage.builder import Person, action, person

NOW = datetime(2026, 2, 25, 9, tzinfo=UTC)
ANSWER = "I teach, and one of my pupils fled from there. Ça suffit — довольно."
LETTER = "Dear Minister,\n\nplease let him stay, with an unmistakable turn of phrase.\n\nYours"


async def there(tx: Tx, name: str = "anna") -> tuple[Person, ActionId]:
    return await person(tx, name), await action(tx)


def typed(about: ActionId, since: datetime = NOW) -> OwnWords:
    return OwnWords(
        action=about, answers=(ANSWER, "", ""), letter=LETTER, target=TargetId(3), language="pt-BR", since=since
    )


async def rows(tx: Tx) -> list[tuple[int, bytes, bytes]]:
    return [(row.chat_id, row.key, row.sealed) for row in await tx.connection.execute(select(table))]


async def test_what_is_kept_is_found_by_its_chat_and_action_alone(database: Database) -> None:
    async with database.writing() as tx:
        anna, about = await there(tx)
        bert = await person(tx, "bert")
        await own_words.keep(tx, anna.chat, typed(about))
        assert await own_words.of(tx, anna.chat, about, now=NOW) == typed(about)
        assert await own_words.kept(tx, anna.chat, now=NOW) == typed(about)
        assert await own_words.of(tx, bert.chat, about, now=NOW) is None
        assert await own_words.of(tx, anna.chat, ActionId(about + 1), now=NOW) is None
        assert await own_words.of(tx, ChatId(99), about, now=NOW) is None


async def test_a_new_word_has_a_new_key_and_another_actions_words_take_their_place(database: Database) -> None:
    async with database.writing() as tx:
        anna, about = await there(tx)
        other = await action(tx)
        seen = set()
        for words in (typed(about), typed(about), replace(typed(about), letter=""), typed(other)):
            await own_words.keep(tx, anna.chat, words)
            ((chat, key, sealed),) = await rows(tx)
            assert chat == anna.chat
            seen |= {key, sealed}
        assert len(seen) == 8, "nothing is used twice"
        assert await own_words.of(tx, anna.chat, about, now=NOW) is None
        assert await own_words.of(tx, anna.chat, other, now=NOW) == typed(other)


async def test_a_day_later_it_cannot_be_had_and_the_purge_destroys_it(database: Database) -> None:
    async with database.writing() as tx:
        anna, about = await there(tx)
        bert = await person(tx, "bert")
        await own_words.keep(tx, anna.chat, typed(about))
        await own_words.keep(tx, bert.chat, typed(about, NOW + timedelta(hours=1)))
        end = NOW + own_words.KEPT_FOR
        assert await own_words.of(tx, anna.chat, about, now=end - timedelta(seconds=1)) is not None
        assert await own_words.of(tx, anna.chat, about, now=end) is None
        assert await own_words.kept(tx, anna.chat, now=end) is None
        await own_words.drop_old(tx, now=end - timedelta(seconds=1))
        assert len(await rows(tx)) == 2
        await own_words.drop_old(tx, now=end - timedelta(minutes=9), ahead=timedelta(minutes=10))
        assert [chat for chat, _, _ in await rows(tx)] == [bert.chat]
        await own_words.drop_old(tx, now=end + timedelta(hours=1))
        assert await rows(tx) == []


async def test_dropping_names_the_chat_the_action_or_the_person(database: Database) -> None:
    async with database.writing() as tx:
        anna, about = await there(tx)
        elsewhere = await person(tx, "anna on another phone", supporter=anna.supporter)
        bert = await person(tx, "bert")
        for who in (anna, elsewhere, bert):
            await own_words.keep(tx, who.chat, typed(about))
        await own_words.drop(tx, bert.chat, ActionId(about + 1))
        assert len(await rows(tx)) == 3
        await people.stop(tx, anna.supporter, now=NOW)
        assert [chat for chat, _, _ in await rows(tx)] == [bert.chat]
        await people.forget(tx, bert.supporter, now=NOW)
        assert await rows(tx) == []


async def test_the_key_is_written_over_before_the_row_goes(database: Database) -> None:
    said: list[tuple[str, object]] = []

    def hear(_c: object, _u: object, statement: str, told: object, *_more: object) -> None:
        said.append((statement.split(maxsplit=1)[0], told))

    async with database.writing() as tx:
        anna, about = await there(tx)
        await own_words.keep(tx, anna.chat, typed(about))
        ((_, key, _),) = await rows(tx)
        event.listen(tx.connection.sync_connection, "before_cursor_execute", hear)
        await own_words.drop(tx, anna.chat)
    (first, told), (then, _) = said
    assert (first, then) == ("UPDATE", "DELETE")
    values = list(told.values()) if isinstance(told, dict) else told
    assert isinstance(values, list | tuple)
    assert bytes(len(key)) in [getattr(value, "obj", value) for value in values]  # psycopg wraps bytes


@on_sqlite
async def test_no_file_holds_a_word_of_it_and_afterwards_not_even_the_key(database: Database) -> None:
    assert database.file is not None

    def on_disk() -> bytes:
        assert database.file is not None
        files = [database.file, *database.file.parent.glob(f"{database.file.name}-*")]
        return b"".join(path.read_bytes() for path in files)

    words = [part.encode() for part in (*ANSWER.split(), *LETTER.split(), "pt-BR") if len(part) > 4]
    async with database.writing() as tx:
        anna, about = await there(tx)
    kept: list[bytes] = []
    for letter in (LETTER, LETTER * 20, ""):  # short, long enough for pages of its own, short again
        async with database.writing() as tx:
            await own_words.keep(tx, anna.chat, replace(typed(about), letter=letter))
            ((_, key, sealed),) = await rows(tx)
        kept += [key[13:], sealed[13:]]  # without version and nonce
        assert kept[-1][-40:] in on_disk(), "this test looks where it should"
        assert not [word for word in words if word in on_disk()]
    async with database.writing() as tx:
        await own_words.drop(tx, anna.chat)
    assert not [word for word in words if word in on_disk()]
    await database.close()
    file = Path(database.file).read_bytes()  # noqa: ASYNC240 (nothing else runs here)
    assert not [part for part in kept if part[:24] in file or part[-24:] in file]
    again = await open_database(database.address, SECRET)
    async with again.reading() as tx:
        assert await rows(tx) == []
    await again.close()


@on_sqlite
async def test_deleted_content_is_written_over(database: Database) -> None:
    async with database.reading() as tx:
        assert await tx.connection.scalar(text("PRAGMA secure_delete")) == 1


def test_only_their_own_key_and_secret_open_words() -> None:
    vault = Vault(SECRET)
    key, sealed = vault.seal_words(ANSWER)
    other, _ = vault.seal_words(ANSWER)
    assert vault.unseal_words(key, sealed) == ANSWER
    for wrong, secret in ((other, SECRET), (key, "another"), (bytes(len(key)), SECRET)):
        with pytest.raises(InvalidTag):
            Vault(secret).unseal_words(wrong, sealed)
