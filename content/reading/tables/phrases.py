"""What a document says about itself, in words: which series it is in, what it comes after, that it asks for no more.

Phrases are regular expressions over folded text, as in `labels.py`; a space stands for any run of white space.
"""

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "premiere": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12,
    "primera": 1, "segunda": 2, "tercera": 3, "cuarta": 4, "quinta": 5, "sexta": 6, "septima": 7, "octava": 8,
    "novena": 9, "decima": 10, "undecima": 11, "duodecima": 12,
}  # fmt: skip
ORDINAL_ENDINGS = r"(?:st|nd|rd|th|re|ere|er|e|eme|nde|de|a|o|\.?[ªº])"
"""What a figure has behind it to be an ordinal: 6th, 1re, 2e, 3ª (which reads 3a once it is normalised)."""
UPDATES = (
    "update", "follow-up", "follow up", "further information",
    "mise a jour", "(?:informations?|actions?) complementaires?", "complements? d'informations?", "suivi",
    "actualizacion", "(?:mas|nueva) informacion", "informacion (?:complementaria|adicional)", "seguimiento",
)  # fmt: skip
"""How a document calls itself that comes after another on the same case."""
ON = ("on", "of", "to", "sur", "de", "a", "sobre", "del")
"""What stands between such a word and the Urgent Action it comes after."""
NUMBERED = r"(?:n[o°]|num(?:ber|ero)?|nr|#)?\.?"
"""What may stand between an update and its number: "actualización núm. 3"."""

ACTIONS = ("ua", "au", "urgent action", "action urgente", "accion urgente")
"""What an Urgent Action is called before its number."""
SERIES = {"extra": "EXTRA", "ex": "EXTRA", "ma": "MA", "nsa": "NSA"}
"""How another series is printed, and the letters it is kept under."""

OTHERS = (
    "see", "replaces?", "with", "and", "previous", "earlier", "like", "cf", "voir", "remplace", "et", "precedente",
    "vease", "ver", "reemplaza", "y",
)  # fmt: skip
"""What stands before the number of another Urgent Action than this."""

NOTHING = (
    r"n[/.]?\s?a[/.]?", "not applicable", "none", "not available", "unknown", "nil", "no previous (?:ua|urgent action)",
    r"s[/.]?\s?o", "sans objet", "neant", "aucune?", "(?:non |in)(?:applicable|disponible)",
    "no (?:procede|aplica|se aplica|corresponde|disponible|hay)", "ningun[ao]?", "sin datos", r"n[/.]?\s?[dr]", "-+",
)  # fmt: skip
"""What is printed where there is nothing to print."""

ENDS = (
    r"expir(?:es?|ed|ing)\b(?: on\b)?",
    r"(?:action|appeal|petition|bulletin|ua)(?: has)? (?:ends?|ended|closes|closed)\b",
    r"(?:valid|runs|open) until\b",
    r"deadline\b(?: has been| is| was)?(?: now)?(?: extended)?(?: to| until)?",
    r"(?:appeals?|letters?|action)\b[^.;:]{0,40}\b(?:after|before|until|by)\b",
    r"(?:prend|a pris) fin\b",
    r"(?:se termine|s'est terminee|terminee)\b",
    r"(?:valable jusqu'au|date limite|apres le|avant le)\b",
    r"(?:vence|caduca|expira|finaliza|finalizo|termina|termino|ha finalizado)\b",
    r"(?:antes del|despues del|fecha limite)\b",
    r"(?:abgeschlossen am|gultig bis|lauft bis)\b",
)
"""A document's remark on its last day, up to the day."""
_SOON = "(?:,? (?:now|today|urgently|immediately|at once|as (?:soon|quickly) as possible|if possible|and|to arrive))*"
_BY = ",? (?:by|before|until|no later than|not later than|on or before)"
_VITE = "(?:,? (?:vite|maintenant|immediatement|des maintenant|des que possible|au plus vite|si possible|et))*"
_AVANT = ",? (?:avant le|avant|jusqu'au|d'ici le|d'ici au|au plus tard le)"
_PRONTO = "(?:,? (?:ya|ahora|inmediatamente|urgentemente|lo antes posible|cuanto antes|si es posible|y))*"
_ANTES = ",? (?:antes del?|hasta el?|no mas tarde del?|a mas tardar el)"
ACT_BY = (
    rf"(?:please |kindly )?(?:take (?:urgent )?action|act|write|respond)(?: (?:a letter|letters))?{_SOON}{_BY}",
    (
        r"(?:please |kindly )?(?:send|post|e-?mail|fax|write) (?:your |all |us )?(?:own )?"
        rf"(?:appeals?|letters?|messages?|e-?mails?|faxes|cards){_SOON}{_BY}"
    ),
    (
        r"(?:your |all )?(?:appeals?|letters?|messages?|e-?mails?) (?:are |is |should |must |need )?(?:to )?"
        rf"(?:be (?:sent|posted|received|accepted|made)|arrive){_SOON}{_BY}"
    ),
    "(?:this |the )?(?:urgent )?(?:action|appeal|petition|ua|bulletin|campaign) (?:is )?(?:open|valid|runs) until",
    "(?:(?:this |the )?(?:urgent )?(?:action|appeal|petition|ua|bulletin|campaign) )?(?:expires|closes|ends)(?: on)?",
    "(?:the )?(?:closing date|last day (?:to (?:write|act|take action)|for (?:action|appeals)))(?: is)?",
    (
        r"(?:merci d[e']\s?|veuillez |prieres? d[e']\s?)?(?:agir|agissez|intervenir|intervenez|ecrire|ecrivez|"
        rf"(?:envoyer|envoyez|adresser|adressez) (?:vos|les|des) (?:appels|lettres|messages|courriers|courriels))"
        rf"{_VITE}{_AVANT}"
    ),
    rf"(?:vos |les )?(?:appels|lettres|messages|courriers) (?:sont |doivent etre )?(?:a )?envoye[rs]{_VITE}{_AVANT}",
    r"(?:cette |l'|la presente )?(?:action(?: urgente)?|petition|au) (?:expire|prend fin|se termine|s'acheve)(?: le)?",
    r"(?:cette |l'|la presente )?(?:action(?: urgente)?|petition|au) est (?:valable|ouverte) jusqu'au",
    (
        r"(?:por favor,? )?(?:actuen?|actua|escriban?|escribe|(?:envien?|envia|manden?) (?:sus |los |las |tus )?"
        rf"(?:llamamientos|cartas|mensajes|correos)){_PRONTO}{_ANTES}"
    ),
    rf"(?:los |las |sus )?(?:llamamientos|cartas|mensajes) (?:deben )?(?:enviarse|llegar){_PRONTO}{_ANTES}",
    r"(?:esta |la )?(?:accion(?: urgente)?|peticion|au) (?:caduca|vence|expira|finaliza|termina|concluye)(?: el)?",
    r"(?:esta |la )?(?:accion(?: urgente)?|peticion|au) (?:esta abierta|es valida) hasta el",
)
"""How a document says until when to write, without a label, up to the day. Only such small words stand between: "write
to ask that she be freed before 19 July" is no deadline."""
THIS_IS = ("this is", "ceci est", "il s'agit de", "voici", "esta es", "se trata de", "la presente es")
"""How a sentence begins in which a document says what it is."""
