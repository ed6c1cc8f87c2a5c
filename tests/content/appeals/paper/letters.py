"""Invented letters in five scripts, and what a sheet of paper says and shows."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pypdfium2

from content.action import Letter, Person, Target, UrgentAction

TODAY = date(2026, 11, 22)
MM = 72 / 25.4


def _action(language: str, who: str, target: Target, letter: Letter) -> UrgentAction:
    faxes = ("+33 1 99 00 12 34",)
    return UrgentAction(
        number="901/26",
        language=language,
        people=(Person(name=who),),
        targets=(replace(target, faxes=faxes),),
        letter=letter,
    )


LATIN = _action(
    "en",
    "M.K. and Zoë Łukasz",
    Target(
        name="Camille Exemple",
        role="Minister of the Interior",
        address=("Ministry of the Interior", "1 Place de l’Exemple", "75000 Paris, France"),
    ),
    Letter(
        salutation="Dear Minister,",
        paragraphs=(
            "I write about M.K. (aged 41), who tuned pianos in Lyon.",
            "I ask you to let him stay – with “us”.",
        ),
        closing="Yours sincerely,",
    ),
)
CYRILLIC = _action(
    "ru",
    "М.К. и Зоя Иванова",
    Target(name="Иван Примеров", role="Министр", address=("ул. Примерная, 16", "119049 Москва", "Россия")),
    Letter(
        salutation="Уважаемый господин министр!",
        paragraphs=(
            "Я пишу Вам о деле М.К. (Amnesty International, UA 24/21).",
            "Прошу Вас освободить его — «сейчас».",
        ),
        closing="С уважением,",
    ),
)
GREEK = _action(
    "el",
    "Μαρία Δείγμα",
    Target(name="Γιώργος Δείγμας", role="Υπουργός", address=("Σταδίου 27", "101 83 Αθήνα", "Ελλάδα")),
    Letter(
        salutation="Αξιότιμε κύριε Υπουργέ,",
        paragraphs=("Σας γράφω για τη Μαρία (35 ετών), δασκάλα.", "Σας ζητώ να την απελευθερώσετε· ή να την ακούσετε."),
        closing="Με εκτίμηση,",
    ),
)
ARABIC = _action(
    "ar",
    "م. ك. (M.K.)",
    Target(name="كميل مثال", role="وزير الداخلية", address=("وزارة الداخلية", "شارع المثال 12", "القاهرة، مصر")),
    Letter(
        salutation="معالي الوزير،",
        paragraphs=("أكتب إليكم بشأن م. ك. (M.K.)، وعمره 41 عاماً.", "هل يُسمح لمحاميه بالاطلاع على الأدلة؟"),
        closing="مع خالص الاحترام،",
    ),
)
CHINESE = _action(
    "zh",
    "王小明（M.K.）",
    Target(name="李样本", role="部长", address=("示例路1号", "北京市 100000", "中国")),
    Letter(
        salutation="尊敬的部长：",
        paragraphs=("我就王小明（M.K.，41岁）的案件写信给您。", "我恳请您“立即释放”他；谢谢！"),
        closing="此致敬礼",
    ),
)


def saying(*paragraphs: str, action: UrgentAction = LATIN) -> UrgentAction:
    """The letter with other paragraphs."""
    assert action.letter
    return replace(action, letter=replace(action.letter, paragraphs=paragraphs))


def addressed(*lines: str) -> UrgentAction:
    """The letter to another address."""
    return replace(LATIN, targets=(replace(LATIN.targets[0], address=lines),))


def read(pdf: bytes) -> str:
    """What the pages say, with single spaces."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\u200b", "").split())


def says(pdf: bytes, passage: str) -> bool:
    """Whether a passage is on the pages, wherever its lines end."""
    return "".join(passage.split()) in "".join(read(pdf).split())


def pages(pdf: bytes) -> int:
    return len(pypdf.PdfReader(BytesIO(pdf)).pages)


def picture(pdf: bytes, page: int = 0) -> bytes:
    """A page as pixels."""
    return bytes(pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil().tobytes())


def places(pdf: bytes) -> list[tuple[str, float, float, float, float]]:
    """Every visible character of the first page: itself, left, top, right and bottom in mm from the top left."""
    page = pypdfium2.PdfDocument(pdf)[0]
    text = page.get_textpage()
    found = []
    for at in range(text.count_chars()):
        character = text.get_text_range(at, 1)
        if character.strip():
            left, bottom, right, top = (one / MM for one in text.get_charbox(at))
            found.append((character, left, 297 - top, right, 297 - bottom))
    return found
