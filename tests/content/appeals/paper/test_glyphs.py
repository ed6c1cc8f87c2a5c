"""What fonts print: nothing is left out or printed as a box, and whoever reads the refusal knows what to do."""

from pathlib import Path

import pytest

from content.appeals import Own
from content.appeals.paper import Unprintable, glyphs, letter_pdf, pdf
from tests.content.appeals.paper.letters import ARABIC, CHINESE, CYRILLIC, GREEK, LATIN, TODAY

HEBREW = "NotoSerifHebrew-Regular.ttf"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts."""
    monkeypatch.setattr(glyphs, "FOLDERS", (str(tmp_path),))


def refused(text: str) -> str:
    with pytest.raises(Unprintable) as refusal:
        letter_pdf(LATIN, LATIN.targets[0], today=TODAY, own=Own(paragraph=text))
    return str(refusal.value)


@pytest.mark.usefixtures("bare")
def test_four_scripts_need_nothing_of_the_machine() -> None:
    for action in (LATIN, CYRILLIC, GREEK, ARABIC):
        assert letter_pdf(action, action.targets[0], today=TODAY)


@pytest.mark.usefixtures("bare")
def test_a_script_without_a_font_is_refused_by_name() -> None:
    with pytest.raises(Unprintable) as refusal:
        letter_pdf(CHINESE, CHINESE.targets[0], today=TODAY)
    chinese = "The letter has Chinese characters, and no font here prints them"
    assert str(refusal.value) == f"{chinese}: install Noto CJK fonts, or copy the text."
    assert refused("שלום").startswith("The letter has Hebrew characters")
    assert "install Noto Sans Hebrew fonts" in refused("שלום")
    assert "Japanese and Korean" in refused("ひらがな 한글")


@pytest.mark.usefixtures("bare")
def test_a_sign_without_a_font_is_refused_by_name() -> None:
    said = refused("Free her 🕊 now")
    assert said == "The letter has “🕊” (dove of peace), and no font here prints it: take it out, or copy the text."
    assert "U+E000" in refused("a \ue000 of one’s own")
    assert refused("☀☁☂☃").count("(") == 3


@pytest.mark.usefixtures("bare")
def test_a_letter_and_its_mark_are_printed_by_one_font_or_not_at_all() -> None:
    """Each has a font, and no font has both."""
    assert "combining acute accent" in refused("م\u0301")


@pytest.mark.usefixtures("bare")
def test_what_has_no_picture_needs_no_font() -> None:
    text = "a\u200bb\u2060c\ufe0fd\u00ade\u3000f\u200eg\u200dh\u202fi\u2009j\ufeff"
    assert letter_pdf(LATIN, LATIN.targets[0], today=TODAY, own=Own(paragraph=text))
    assert glyphs.visible("e\u0301\ufe0f\u00ad") == "é"


def test_what_our_own_look_missed_is_refused_when_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "fonts", lambda texts, tag: glyphs.fonts([], tag))
    for text in ("漢字", "🕊", "שלום", "\ue000"):
        assert refused(text) == "The letter has characters that no font here prints: copy the text."


def test_a_font_of_the_machine_is_found_by_its_script(monkeypatch: pytest.MonkeyPatch) -> None:
    found = next((path for folder in glyphs.FOLDERS for path in Path(folder).rglob(HEBREW)), None)
    if found is None:
        pytest.skip(f"no {HEBREW} on this machine")
    monkeypatch.setattr(glyphs, "FOLDERS", (str(found.parent),))
    own = Own(paragraph="שלום (לכולם)!")
    assert b"Hebrew" in letter_pdf(LATIN, LATIN.targets[0], today=TODAY, own=own)
    assert glyphs.fonts(["A letter with שלום"], "en")[0].path.name == "NotoSerif-Regular.ttf"
    assert glyphs.fonts(["שלום to all"], "he")[0].path.name == "NotoSerif-Regular.ttf"
    assert glyphs.fonts(["שלום לכולם"], "he")[0].path.name == HEBREW


@pytest.mark.parametrize(
    ("tag", "face"), [("ja", 0), ("ko-KR", 1), ("zh", 2), ("zh-Hant", 3), ("zh-TW", 3), ("zh-Hant-HK", 4), ("en", 2)]
)
def test_chinese_letters_are_drawn_as_the_language_draws_them(tag: str, face: int) -> None:
    assert glyphs._face(tag) == face


def test_bold_and_regular_fonts_print_the_same() -> None:
    from fontTools.ttLib import TTFont

    folder = Path(glyphs.__file__).parent / "fonts"
    for family in glyphs.SHIPPED:
        regular, bold = (set(TTFont(folder / f"{family}-{style}.ttf").getBestCmap()) for style in ("Regular", "Bold"))
        assert regular == bold
