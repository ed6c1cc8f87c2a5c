"""What a document's parts, contacts and letters are announced by.

Phrases are regular expressions over folded text (see `lines.fold`): lower case, no accents, straight apostrophes. A
space in a phrase stands for any run of white space.
"""

from enum import StrEnum

from content.reading.tables import words


class Part(StrEnum):
    """A stretch of a document, named after the label above it."""

    PREAMBLE = "preamble"
    """what comes before any label"""
    HEAD = "head"
    """title and summary"""
    TITLE = "title"
    SUMMARY = "summary"
    ACTION = "action"
    """instructions, targets, letter"""
    ASKS = "asks"
    """demands, below "Please write immediately in …:", "RECOMMENDED ACTION" and the like"""
    TARGETS = "targets"
    """whom to write to and, after their own label, who gets copies"""
    LETTER = "letter"
    BACKGROUND = "background"
    LANGUAGES = "languages"
    DEADLINE = "deadline"
    PEOPLE = "people"
    PREVIOUS = "previous"
    LEFTOVER = "leftover"
    """what stands after a closing field: office notes, addresses of the publisher"""


FIELDS = (Part.LANGUAGES, Part.DEADLINE, Part.PEOPLE, Part.PREVIOUS)
"""Parts that are one value, and end with it."""

LABELS: dict[str, dict[Part, tuple[str, ...]]] = {
    "en": {
        Part.HEAD: ("urgent action update", "urgent action"),
        Part.ACTION: ("take action",),
        Part.BACKGROUND: ("additional information", "background information", "background"),
        Part.LANGUAGES: ("preferred languages? to address targets?", "preferred languages?"),
        Part.DEADLINE: (
            "please take action as soon as possible until",
            "please take action as soon as possible before",
            "please take action (?:until|before)",
            "this urgent action expires on",
            "deadline",
        ),
        Part.PEOPLE: (
            "names?(?: and|,| &) (?:pref+er+ed )?pronouns?",
            "preferred pronouns? and names?",
        ),
        Part.PREVIOUS: ("links? to (?:the )?previous (?:ua|urgent action)s?", "previous (?:ua|urgent action)"),
    },
    "fr": {
        Part.HEAD: ("mise a jour (?:de l')?action urgente", "action urgente"),
        Part.ACTION: ("passez a l'action", "agissez", "passer a l'action"),
        Part.BACKGROUND: ("complements? d'informations?", "informations? complementaires?", "contexte"),
        Part.LANGUAGES: (
            r"langues?(?:\(s\))? (?:a privilegier|de preference|preferees?)(?: pour (?:s'adresser|ecrire) .{1,40}?)?",
            r"langues?(?:\(s\))? (?:a utiliser|d'envoi)",
        ),
        Part.DEADLINE: (
            "merci d'agir (?:des que possible|au plus vite|dans les plus brefs delais),? (?:jusqu'au|avant le)",
            "(?:veuillez agir|agissez|merci d'agir) (?:jusqu'au|avant le)",
            "date limite",
            "echeance",
        ),
        Part.PEOPLE: (
            "(?:prenoms?,? )?noms? et pronoms?(?: (?:a utiliser|preferes?))?",
            "(?:prenoms? et )?noms?,? (?:et )?pronoms?(?: (?:a utiliser|preferes?))?",
        ),
        Part.PREVIOUS: (
            "lien vers (?:l'au|l'action urgente|la mise a jour) precedente",
            "(?:au|action urgente) precedente",
        ),
    },
}

HEADER_LABELS = {"index": ("index",), "issued": ("date", "issue date"), "country": ("country", "pays")}
"""Lines of their own where a header's table was taken apart."""

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
    "premiere": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12,
}  # fmt: skip
ORDINAL_ENDINGS = r"(?:st|nd|rd|th|re|ere|er|e|eme|de)"
UPDATES = (
    "update", "follow-up", "follow up", "further information", "mise a jour", "informations? complementaires?", "suivi",
)  # fmt: skip
HEADER_FILLERS = ("final", "last", "on", "to", "of", "the", "sur", "de", "de l'", "l'", "la", "finale", "derniere")
SERIES = {"extra": "EXTRA", "ex": "EXTRA", "ma": "MA", "nsa": "NSA"}
"""How another series is printed, and the letters it is kept under."""

OUTCOMES = (
    r"no further (?:action|appeal)s?(?: (?:is|are))?(?: currently)? (?:requested|required|needed|necessary)",
    r"requires? no further (?:action|appeal)",
    r"aucune (?:autre |nouvelle )?(?:action|intervention)(?: \w+)? n'est (?:plus )?(?:requise|demandee|necessaire)",
)
"""A document that asks for nothing more says so in its text, whatever its label."""

NOTES = (
    r"you (?:can|may) also write in your own language\b",
    r"please check with (?:the|your)\b{short}\b(?:office|section)\b{long}",
    r"vous pouvez (?:egalement|aussi) ecrire dans votre (?:propre )?langue\b(?: maternelle)?",
    r"(?:au-dela de|apres|passe) (?:cette date|la date limite|ce delai)\b{short}\b(?:section|bureau|amnesty)\b{long}",
    r"veuillez (?:verifier|vous renseigner|prendre contact)\b{short}\b(?:section|bureau)\b{long}",
)
"""The publisher's standing remarks; `{short}` and `{long}` stay within one sentence."""

FURNITURE = (
    r"advertisement", r"total pages? ?:.*", r"file type ?:.*", r"\[sections? to add.*\]", r"\.", r"page \d{1,3}.{0,12}",
    r"- ?\d{1,3} ?-", r"\d{1,3} ?(?:/|of|sur) ?\d{1,3}",
    r"(?:contact information|contact details|who to write to|appeals to|sample letter|model letter) ?:?",
    r"(?:modele de lettre|coordonnees|lettre type|a qui ecrire) ?:?",
)  # fmt: skip
"""Whole lines that say nothing."""

STEPS = (
    "write", "click", "send", "please", "you can", "use", "report", "tell us", "let us know", "email", "call", "fax",
    "ecrivez", "envoyez", "cliquez", "vous pouvez", "merci", "redigez", "utilisez", "signalez", "dites-nous",
    "veuillez", "faites-nous",
)  # fmt: skip
"""How an instruction to the supporter begins, numbered or not."""

SALUTATIONS = (
    "dear", "your excellency", "excellency", "your honou?r", "honou?rable", "to whom it may concern", "sir", "madam",
    "your majesty", "your royal highness", "your holiness", "your worship",
    "madame", "monsieur", "mesdames", "messieurs", "chere?", "(?:votre )?excellence", "(?:votre )?majeste",
)  # fmt: skip
CLOSINGS = (
    "yours? (?:sincerely|faithfully|truly|respectfully)", "sincerely(?: yours)?", "(?:very )?respectfully(?: yours)?",
    "faithfully(?: yours)?", "(?:with )?(?:kind|best|warm) regards", "yours", "with respect",
    "cordialement", "respectueusement", "(?:sinceres |respectueuses )?salutations(?: distinguees)?",
)  # fmt: skip
"""The whole of a short line."""
CLOSING_SENTENCES = (
    "veuillez (?:agreer|recevoir|croire|trouver)",
    "je vous prie (?:d'agreer|de (?:croire|recevoir|bien vouloir agreer))",
    "nous vous prions (?:d'agreer|de (?:croire|recevoir))",
    "dans l'attente de votre reponse, (?:je vous prie|veuillez)",
)
"""The beginning of a sentence that is the closing."""

NOTHING = ("n/?a", "not applicable", "none", "not available", "unknown", "s/?o", "sans objet", "neant", "aucune?", "-+")
"""What is printed where there is nothing to print."""

WITHHELD = (
    r"withheld", r"anonym\w+", r"pseudonyms?", r"not (?:the|their|her|his) real name", r"name(?:s)? changed",
    r"non divulgue\w*", r"tenu\w* secr\w+", r"non communique\w*", r"pas (?:communique|divulgue|publie|donne)\w*",
    r"pseudonymes?", r"nom d'emprunt",
)  # fmt: skip
PRONOUNS = words("""
    he him his himself she her hers herself they them their theirs themself themselves it its ze zir zie hir xe xem
    il lui le son elle la sa iel iels ils elles eux leur leurs ses
""")
