"""How a letter greets and how it ends, folded as in `labels.py`."""

SALUTATIONS = (
    "dear(?! to\\b)", "your excellency", "excellency", "your honou?r", "honou?rable", "to whom it may concern", "sir",
    "madam", "your majesty", "your royal highness", "your holiness", "your worship", "your highness", "your eminence",
    "madame", "monsieur", "mesdames", "messieurs", "chere?", "(?:votre )?excellence", "(?:votre )?majeste",
    "estimad[oa]s?", "excelencia", "excelentisim[oa]", "senora?", "senores", r"sra?\.", "distinguid[oa]s?", "muy senor",
    "(?:su|vuestra) (?:excelencia|majestad|senoria)", "respetad[oa]s?", "ilustrisim[oa]", "a quien corresponda",
    "apreciad[oa]s?", "honorable", "sehr geehrter?", "exzellenz",
)  # fmt: skip
HONOURED = (
    "your (?:excellency|honou?r|majesty|royal highness|highness|holiness|worship|eminence)",
    "(?:votre )?(?:excellence|majeste)", "(?:(?:su|vuestra) )?(?:excelencia|majestad|senoria)",
)  # fmt: skip
"""How people are called in mid-sentence, too: "I urge Your Excellency to …" greets nobody."""
JOINED = ("the", "of", "and", "or", "le", "la", "du", "de", "et", "ou", "el", "del", "y", "o")
"""Words in small letters that a greeting goes on with there."""
FOND = (
    "dear(?! to\\b)", "chere?s?", "estimad[oa]s?", "apreciad[oa]s?", "to whom it may concern", "sehr geehrter?",
)  # fmt: skip
"""Greetings that begin no other sentence: "Monsieur Exemple, Directeur of …" does."""
SPEAKING = (
    "i", "i'm", "we", "my", "our", "me", "je", "j", "nous", "mon", "ma", "mes", "notre", "nos", "mi", "mis",
    "nuestr[oa]s?", "escrib(?:o|imos)", "dirij(?:o|imos)", "quisiera", "quiero", "deseo", "pido", "ruego", "insto",
    "expreso", "ich", "wir",
)  # fmt: skip
"""Words of which one is in the first sentence of a letter."""
CLOSINGS = (
    "yours? (?:very )?(?:sincerely|faithfully|truly|respectfully)", "sincerely(?: yours)?", "faithfully(?: yours)?",
    "(?:very )?respectfully(?: yours)?", "(?:with )?(?:kind|best|warm) regards", "yours", "with respect",
    "in solidarity", "cordialement", "respectueusement", "bien a vous", "avec mes salutations distinguees",
    "(?:sinceres |respectueuses )?salutations(?: distinguees)?",
    "(?:muy )?atentamente", "cordialmente", "respetuosamente", "con (?:todo (?:mi )?|mi mayor )?respeto",
    "(?:(?:le|les|lo|la) )?saluda (?:muy )?(?:atentamente|cordialmente|respetuosamente)",
    "un (?:cordial |atento )?saludo",
    "(?:cordiales |atentos )?saludos(?: cordiales)?", "sin otro particular", "mit freundlichen gruszen",
    "mit freundlichen gru(?:ss|ß)en", "hochachtungsvoll",
)  # fmt: skip
"""The whole of a short line."""
CLOSING_SENTENCES = (
    "veuillez (?:agreer|recevoir|croire|trouver)",
    "je vous prie,?(?: [^.]{1,80},)? (?:d'agreer|de (?:croire|recevoir|bien vouloir (?:agreer|recevoir|croire)))",
    "je vous prie (?:d'agreer|de (?:croire|recevoir|bien vouloir agreer))",
    "nous vous prions (?:d'agreer|de (?:croire|recevoir))",
    "dans l'attente de (?:votre reponse|vous lire), (?:je vous prie|veuillez)",
    "(?:le|les|lo|la) saluda (?:muy )?atentamente", "reciba[n]? (?:un|mi|mis|el)",
    "quedo a (?:la espera|su disposicion)",
    "agradeciendo de antemano", "sin otro particular,? (?:le|les|lo|la|me|reciba)",
    "aprovecho (?:la|esta) (?:ocasion|oportunidad)",
)  # fmt: skip
"""The beginning of a sentence that is the closing."""
