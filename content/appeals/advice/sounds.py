"""Which Latin letters a letter of another script is written with, so that "Аслан" begins with the A of "A.S."."""

from content.appeals.advice.document import fold

_SOUNDS = {
    "а": "a", "б": "b", "в": "vw", "г": "gh", "ґ": "g", "д": "d", "е": "eyj", "ж": "jz", "з": "z", "и": "iyj",
    "і": "iy", "к": "kcq", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "sc",
    "т": "t", "у": "uw", "ф": "f", "х": "hk", "ц": "tc", "ч": "ct", "ш": "s", "щ": "s", "ы": "y", "э": "e", "ю": "yij",
    "я": "yij", "є": "ey",
    "ا": "aeiou", "ع": "aeiou", "ب": "bp", "پ": "p", "ت": "t", "ث": "t", "ج": "jgd", "چ": "c", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "dz", "ر": "r", "ز": "z", "ژ": "jz", "س": "s", "ش": "sc", "ص": "s", "ض": "d", "ط": "t", "ظ": "zd",
    "غ": "g", "ف": "fv", "ق": "qkgc", "ك": "kc", "ک": "kc", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "wvuo", "ي": "yijea", "ی": "yijea", "ى": "yi",
}  # fmt: skip


def sound(letter: str) -> frozenset[str]:
    """The letters by which two beginnings of a name are compared. A letter of an unknown script stands for itself."""
    folded = fold(letter)[:1]
    return frozenset(_SOUNDS.get(folded, folded))
