"""The words languages are told by: how a list of them begins, and the commonest ones of a text."""

from content.reading.tables import words

SPOKEN = words("""
    english french spanish arabic portuguese russian turkish chinese mandarin cantonese farsi persian dari pashto urdu
    hindi bengali bangla burmese thai vietnamese khmer lao indonesian bahasa malay tagalog filipino japanese korean
    german italian dutch greek hebrew kurdish azerbaijani azeri armenian georgian ukrainian belarusian polish czech
    hungarian romanian bulgarian serbian croatian bosnian macedonian albanian swahili kiswahili amharic tigrinya somali
    hausa yoruba nepali sinhala sinhalese tamil tetum uzbek kazakh kyrgyz tajik turkmen uyghur tibetan mongolian
    kinyarwanda kirundi malagasy creole guarani quechua swedish danish norwegian finnish catalan latvian
    lithuanian estonian slovak slovenian maltese icelandic krio wolof lingala zulu xhosa punjabi gujarati marathi
    malayalam telugu quichua aymara hmong dzongkha divehi dhivehi maldivian sango fula twi igbo oromo
    anglais francais espagnol arabe portugais russe turc chinois persan ourdou bengali birman thai vietnamien
    indonesien japonais coreen allemand italien neerlandais grec hebreu kurde azerbaidjanais armenien georgien
    ukrainien bielorusse polonais tcheque hongrois roumain bulgare serbe croate bosniaque macedonien albanais
    amharique nepalais ouzbek kazakh ouigour tibetain mongol
    ingles frances espanol castellano portugues ruso turco chino urdu birmano tailandes vietnamita indonesio japones
    coreano aleman italiano neerlandes griego hebreo kurdo armenio georgiano ucraniano bielorruso polaco checo hungaro
    rumano bulgaro serbio croata amarico uzbeko
    l'anglais l'arabe l'espagnol
""")
"""How a list of languages begins."""

OWN = r"(?:your|their|either|any|su|sus|votre|leur)\s+(?:own\s+|propre\s+|propio\s+)?(?:language|langue|idioma)"
"""The reader's own language, which may be all there is."""

SMALL = {
    "en": words("the of and to in is was for that with his her by on are has been from"),
    "fr": words("le la les des et en est dans pour que qui une sur par du au aux ont sont avec"),
    "es": words("el la los las y en es de del que por para una con fue su sus han se al"),
    "de": words("der die das und ist von zu den mit fur im auf des dem nicht ein eine am"),
}
"""The commonest words, which tell a language where no label does."""
