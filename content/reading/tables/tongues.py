"""Languages as documents print them, where the standard lists say otherwise or nothing, and the words around them."""

LANGUAGES = {
    "mandarin": "zh", "mandarin chinese": "zh", "chinese mandarin": "zh", "mandarin (chinese)": "zh",
    "chinese (mandarin)": "zh", "chino mandarin": "zh", "chino mandarin (simplificado)": "zh", "putonghua": "zh",
    "chinese (simplified)": "zh-Hans", "chinois simplifie": "zh-Hans", "chino simplificado": "zh-Hans",
    "chinese (traditional)": "zh-Hant", "chinois traditionnel": "zh-Hant", "chino tradicional": "zh-Hant",
    "castilian": "es", "castellano": "es", "castillan": "es",
    "bahasa": "id", "bahasa melayu": "ms", "bahasa malaysia": "ms", "malaysian": "ms",
    "bahasa indonesian": "id", "indonesian bahasa": "id", "indonesian (bahasa)": "id",
    "serbo-croat": "sh", "serbo croat": "sh", "serbo-croate": "sh", "serbocroata": "sh", "serbo-croatian": "sh",
    "kurdish (kurmanji)": "kmr", "kurmanji kurdish": "kmr", "kurmanji": "kmr", "sorani kurdish": "ckb",
    "kurde sorani": "ckb", "kurdo sorani": "ckb", "kurdish (sorani)": "ckb", "kurde (sorani)": "ckb",
    "tagalog": "tl", "creole": "ht", "haitian": "ht", "pidgin": "pcm", "singhalese": "si", "pushto": "ps",
    "cambodian": "km", "cambodgien": "km", "camboyano": "km", "moldavian": "ro", "moldovan": "ro",
    "byelorussian": "be", "belorussian": "be", "kirghiz": "ky", "sesotho": "st", "setswana": "tn", "isizulu": "zu",
    "dzongkha": "dz", "divehi": "dv", "dhivehi": "dv", "filipino": "fil", "pilipino": "fil",
}  # fmt: skip
"""Folded names and their BCP 47 tags; langcodes knows the others, in most languages' own names too."""

OWN_LANGUAGE = (
    r"(?:you (?:can|may) (?:also )?write |(?:or|and) )?(?:in )?(?:your|their)(?: own)? languages?\b",
    r"(?:(?:or|and) )?(?:in )?any (?:other )?languages?\b",
    r"(?:vous pouvez (?:aussi |egalement )?ecrire |(?:ou|et) )?(?:dans )?(?:votre|leur)(?: propre)? langue\b",
    r"(?:(?:ou|et) )?(?:dans )?toute autre langue\b",
    r"(?:(?:tambien )?pueden? (?:tambien )?escribir |o |y )?(?:en )?(?:su|el)(?: propi[oa])? (?:idioma|lengua)\b",
)
"""What adds no language: "or your own language"."""
AROUND_LANGUAGES = (
    "in", "en", "dans", "the", "le", "l'", "la", "el", "either", "both", "preferably", "if possible", "de preference",
    "preferiblemente", "de preferencia", "si possible", "si es posible", "ideally", "if you can",
)  # fmt: skip
"""Small words before a language."""
AFTER_LANGUAGES = ("only", "languages?", "langues?", "idiomas?", "if possible", "si possible", "preferred", "please")
"""Small words after a language."""
