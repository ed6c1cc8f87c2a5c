"""`uabot appeal`: every channel of every target of the samples and of the real documents, printed and on paper."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.commands import adding, appealing
from bot.commands.spoken import Mistaken
from bot.settings import Settings, load
from content.action import Channel
from content.samples import documents
from tests.bot.command import M_K, ROOT

REAL = ROOT.parent / "shared" / "ua"
LATER = date(2090, 1, 31)
SAID = "cannot be reached by"


@pytest.fixture
async def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """What is set where these commands work: a new database in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UABOT_DATABASE", f"sqlite+aiosqlite:///{tmp_path / 'uabot.db'}")
    return load()


async def added(settings: Settings, path: Path) -> None:
    marks = adding.Marks()
    assert await adding.add(path, settings, approve=False, deadline=LATER, marks=marks) == 0


async def appealed(settings: Settings, ua: str, target: int, channel: Channel, **asked: str) -> bool:
    """Whether there is such an appeal: printed, and what goes on paper printed there too."""
    try:
        await appealing.appeal(settings, ua, target, channel, language=asked.get("language", ""), out=None)
    except Mistaken as refused:
        if SAID not in str(refused):
            raise
        return False
    if channel in (Channel.POST, Channel.FAX):
        out = Path("out.pdf")
        await appealing.appeal(settings, ua, target, channel, language=asked.get("language", ""), out=out)
        assert len(PdfReader(out).pages) == 1
    return True


async def test_of_the_samples(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for sample in documents(datetime.now(UTC).date()):
        path = tmp_path / sample.name
        path.write_bytes(sample.document)
        await added(settings, path)
    brothers = M_K.replace("901", "902")
    found = [
        (ua, target, channel)
        for ua in (M_K, brothers)
        for target in (1, 2)
        for channel in Channel
        if await appealed(settings, ua, target, channel)
    ]
    assert [(target, channel) for ua, target, channel in found if ua == M_K] == [
        (1, Channel.POST),
        (1, Channel.EMAIL),
        (1, Channel.FAX),
        (2, Channel.POST),
        (2, Channel.PHONE),
        (2, Channel.X),
        (2, Channel.FORM),
    ]
    assert [(target, channel) for ua, target, channel in found if ua == brothers] == [
        (1, Channel.POST),
        (1, Channel.FAX),
        (2, Channel.EMAIL),
    ]
    capsys.readouterr()
    for channel in (Channel.POST, Channel.EMAIL, Channel.FAX):
        assert await appealed(settings, M_K, 1, channel, language="French")
        assert "Madame" in capsys.readouterr().out


@pytest.mark.skipif(not REAL.exists(), reason="the real documents are not in the project: ../shared/ua is not there")
@pytest.mark.parametrize(
    ("name", "ua", "ways"),
    [("ua-24-21.txt", "24/21", [3, 4]), ("ua-2-19.txt", "2/19", [3, 5])],
)
async def test_of_the_real_documents(settings: Settings, name: str, ua: str, ways: list[int]) -> None:
    await added(settings, REAL / name)
    found = [
        sum([await appealed(settings, ua, target, channel) for channel in Channel])
        for target in range(1, len(ways) + 1)
    ]
    assert found == ways
