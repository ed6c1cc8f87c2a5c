"""What a document's parts, contacts and letters are announced by.

Phrases are regular expressions over folded text (see `marks.fold`): lower case, no accents, straight apostrophes. A
space in a phrase stands for any run of white space.
"""

from enum import StrEnum


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

# A phrase may hold the value of another part: `{languages}` stands for a list of languages, `{deadline}` for a date. A
# phrase that ends with a colon or with one of these is a label as it stands; any other is one only where a colon or
# nothing follows, or where it is printed in capitals.
LABELS: dict[str, dict[Part, tuple[str, ...]]] = {
    "en": {
        Part.HEAD: (
            "urgent ?action(?: ?(?:appeal|follow[- ]?up|update|bulletin))*!?",
            "urgent action (?:victory|outcome|success)!?", "victory!?",
            "(?:urgent action )?(?:good|bad) news!?", "stop action(?:[ -]*stop action)*!?",
        ),
        Part.TITLE: ("(?:urgent action|ua) title",),
        Part.SUMMARY: ("(?:urgent action|ua) summary",),
        Part.ACTION: ("take action(?: now)?", "what you can do", "how (?:you can help|to help)"),
        Part.ASKS: (
            r"(?:further |new |additional )?recommended actions?\s?[:.]? .{0,200}?\bin {languages}:",
            "(?:further |new |additional )?recommended actions?",
            r"(?:please )?(?:write|send|e-?mail|fax|call)\b[^.:]{0,200}?\bin {languages}:",
            r"please (?:write|send)\b[^.:]{0,160}(?<! to)(?<! to )\s?:",
            "write a letter, send an e-?mail, call, fax or tweet:?",
            "write (?:a letter|letters)[^.:]{0,80}(?:tweet|fax|e-?mails?|calls?):",
        ),
        Part.TARGETS: (
            "(?:please )?send (?:your )?appeals?(?: to arrive)? (?:before|by|until|no later than) {deadline} to",
            (
                "(?:please )?(?:write|send (?:your )?(?:letters?|messages?|e-?mails?)(?: and (?:e-?mails|faxes))?) "
                "(?:before|by|until|no later than) {deadline} to"
            ),
            "(?:please )?contact [^.:]{0,60} (?:by|before) {deadline}",
            "(?:please )?write to [^.:]{1,80} (?:by|before|until) {deadline}",
            "(?:please )?(?:send )?(?:your )?(?:appeals|letters) to", "(?:please )?write to",
            "contact (?:information|details)", "who to write to",
            "targets?'?s?'? contact (?:details|information)(?: ?(?:&|and) [\"“”']?copies to[\"“”']?)?",
        ),
        Part.LETTER: (
            "(?:urgent action|ua|sample|model|appeal|suggested) letter", "(?:sample|model|suggested) (?:appeal|text)",
        ),
        Part.BACKGROUND: (
            "additional information", "background information(?: and relevant links)?", "background",
            "further background",
        ),
        Part.LANGUAGES: (
            "preferred languages? to address (?:the )?targets?", "preferred languages?",
            "you can write to (?:this|the|these) targets? in", "languages? (?:to|for) [^.:]{1,40}",
        ),
        Part.DEADLINE: (
            "please take action as soon as possible (?:until|before|by)", "please take action (?:until|before|by)",
            "(?:please )?(?:take action|act)(?: as soon as possible)? (?:until|before|by) {deadline}",
            "(?:this )?(?:urgent )?action (?:expires|expired|ends|ended|closes|closed)(?: on)?:? {deadline}",
            "this (?:urgent action|bulletin|action) expires(?: on)?", "appeal deadline(?: notice)?", "deadline",
            r"please send appeals immediately\b.{0,250}?\bafter:? {deadline}", "please send appeals immediately",
            r"(?:please )?check with\b.{0,200}?\bafter:? {deadline}",
            "(?:please )?send (?:your )?appeals?(?: to arrive)? (?:before|by|until|no later than) {deadline}",
        ),
        Part.PEOPLE: ("names?(?: and|,| &) (?:pref+er+ed )?pronouns?", "preferred pronouns? and names?"),
        Part.LEFTOVER: (
            "related (?:posts|actions|content|stories|articles)", "stay informed", "you (?:may|might) also like",
            "tip of the month", "more (?:urgent )?actions", "about amnesty(?: international)?", "notes to editors",
        ),
        Part.PREVIOUS: (
            "links? to (?:the )?previous (?:ua|urgent action)s?", "previous (?:ua|urgent action)",
            "(?:for )?further information:", "for the (?:original |first )?(?:urgent action|ua)\\b[^.:]{0,60}:",
            "this is the [^.:]{1,30} update (?:of|on|to) (?:ua|urgent action):? .*",
        ),
    },
    "fr": {
        Part.HEAD: (
            "mise a jour (?:de l'|d'(?:une )?)?action urgente", "action urgente(?: - bonne nouvelle)?",
            "bonnes? nouvelles?!?",
        ),
        Part.TITLE: ("titre(?: de l'(?:au|action urgente))",),
        Part.SUMMARY: ("resume(?: de l'(?:au|action urgente))",),
        Part.ACTION: ("passez a l'action", "agissez", "passer a l'action", "que faire", "ce que vous pouvez faire"),
        Part.ASKS: (
            r"(?:nouvelles? |autres? )?actions? recommandees?\s?[:.]? .{0,250}?\ben {languages}:",
            "(?:nouvelles? |autres? )?actions? recommandees?",
            (
                r"(?:dans|par) (?:les|vos) (?:appels|lettres|messages|courriers)\b.{0,220}?\ben {languages}(?:,? vous "
                r"pouvez[^:]{0,60})?:"
            ),
            r"dans (?:les|vos) (?:appels|lettres|messages|courriers)\b[^.:]{0,200}:",
            r"(?:veuillez|merci d'|priere d')? ?(?:ecrire|ecrivez|envoyez|envoyer)\b[^.:]{0,200}?\ben {languages}:",
            r"(?:veuillez |merci d')(?:ecrire|envoyer)\b[^.:]{0,160}(?<! a)(?<! a )\s?:",
        ),
        Part.TARGETS: (
            (
                "(?:merci d'envoyer|envoyez|veuillez envoyer|priere d'envoyer) (?:vos|les|des) "
                "(?:appels|lettres|courriers),? "
                "(?:avant le|d'ici (?:le|au)|jusqu'au|au plus tard le) {deadline},? a"
            ),
            "(?:envoyez |merci d'envoyer )?(?:vos |les )?appels a",
            "coordonnees(?: des? (?:la cible|cibles|destinataires?))?",
            "(?:merci d')?(?:ecrivez|ecrire|veuillez ecrire) a", "a qui ecrire",
            "coordonnees (?:de la cible|des destinataires|du destinataire) (?:et|&) [\"“”'«]? ?copies a ?[\"“”'»]?",
        ),
        Part.LETTER: (
            "(?:modele de lettre|lettre type|lettre modele|exemple de lettre)(?: de l'(?:au|action urgente))?",
            "lettre de l'(?:au|action urgente)",
        ),
        Part.BACKGROUND: (
            "complements? d'informations?", "informations? complementaires?", "informations? generales?", "contexte",
            "informations? supplementaires?",
        ),
        Part.LANGUAGES: (
            (
                r"langues?(?:\(s\))? (?:a privilegier|de preference|preferees?)(?: pour (?:s'adresser|ecrire) "
                r"[^.:]{1,40})?"
            ),
            r"langues?(?:\(s\))? (?:a utiliser|d'envoi)",
            "vous pouvez (?:lui |leur )?ecrire (?:[^.:]{1,50} )?en(?= ?:)",
            r"langues?(?:\(s\))? pour [^.:]{1,60}",
        ),
        Part.DEADLINE: (
            (
                "merci d'agir (?:des que possible|au plus vite|dans les plus brefs delais),? (?:(?:et "
                ")?jusqu'au|(?:et )?avant le)"
            ),
            (
                "(?:veuillez agir|agissez|merci d'agir|priere d'agir)(?: (?:des que possible|au plus vite))?,? "
                "(?:jusqu'au|avant le)"
            ),
            "date limite(?: (?:d'envoi|d'action|pour agir|d'envoi des appels))?", "echeance",
            r"priere d'(?:intervenir|agir) immediatement\b.{0,60}?\b(?:apres|passe|au-dela du?)(?: le)? {deadline}",
            r"priere d'(?:intervenir|agir) immediatement",
            r"(?:apres|au-dela du|passe) (?:le )?{deadline},? .{0,40}\b(?:verifi|section|bureau).*",
            r"(?:veuillez |merci de )?verifi(?:ez|er)\b.{0,160}?\bapres(?: le)? {deadline}",
            (
                "(?:merci d'envoyer|envoyez|veuillez envoyer) (?:vos|les) appels (?:avant le|d'ici "
                "(?:le|au)|jusqu'au) {deadline}"
            ),
            "cette action (?:urgente )?(?:expire|prend fin|a pris fin|se termine|s'est terminee)(?: le)? {deadline}",
        ),
        Part.PEOPLE: (
            "(?:prenoms?,? )?noms? et pronoms?(?: (?:a utiliser|preferes?))?",
            "(?:prenoms?,? (?:et )?)?noms? et genre(?: grammatical)?(?: (?:a utiliser|prefere))?",
            "(?:prenoms? et )?noms?,? (?:prenoms? )?(?:et )?pronoms?(?: (?:a utiliser|preferes?))?",
        ),
        Part.LEFTOVER: ("articles? (?:lies|similaires)", "a lire aussi", "restez informes?"),
        Part.PREVIOUS: (
            "liens? vers (?:l'au|l'action urgente|la mise a jour) precedente", "(?:au|action urgente) precedente",
            "(?:pour (?:plus|en savoir plus|de plus amples).{0,20})informations?:", "pour en savoir plus:",
            "(?:ceci|il s'agit|voici)[^.:]{1,40} mise a jour (?:de|sur) (?:l')?(?:au|action urgente):? .*",
        ),
    },
    "es": {
        Part.HEAD: (
            "actualizacion (?:de (?:la )?)?accion urgente", "accion urgente", "buenas noticias!?",
        ),
        Part.TITLE: ("titulo(?: de (?:la )?(?:au|accion urgente))",),
        Part.SUMMARY: ("resumen(?: de (?:la )?(?:au|accion urgente))",),
        Part.ACTION: ("actuen", "actua", "actue", "pasen a la accion", "que pueden hacer"),
        Part.ASKS: (
            r"(?:nuevas? |otras? )?acci(?:on|ones) recomendadas?\s?[:.]? .{0,200}?\ben {languages}:",
            "(?:nuevas? |otras? )?acci(?:on|ones) recomendadas?",
            (
                r"(?:por favor,? )?(?:escriban|envien|escriba|envie|escribe|escribir|enviar)\b[^.:]{0,200}?\ben "
                r"{languages}:"
            ),
            r"(?:por favor,? )?(?:escriban|envien)\b[^.:]{0,160}(?<! a)(?<! a )\s?:",
        ),
        Part.TARGETS: (
            (
                "(?:por favor,? )?envien (?:los |las |sus )?(?:llamamientos|cartas|mensajes),? "
                "(?:antes del?|hasta el|no mas tarde del?) "
                "{deadline},? a"
            ),
            "(?:envien (?:los |sus )?)?llamamientos a", "(?:por favor,? )?(?:escriban|escribir) a",
            "datos de contacto(?: (?:del?|de los) destinatarios?)?(?: (?:y|&|e) [\"“”'«]?copias a[\"“”'»]?)?",
            "informacion de contacto", "a quien escribir",
        ),
        Part.LETTER: (
            "(?:modelo de carta|carta modelo|carta tipo)(?: de (?:la )?(?:au|accion urgente))?",
            "carta de (?:la )?(?:au|accion urgente)",
        ),
        Part.BACKGROUND: (
            "informacion (?:adicional|complementaria|general|de contexto|de referencia)", "antecedentes", "contexto",
        ),
        Part.LANGUAGES: (
            r"pueden escribir (?:[^.:]{1,50} )?en(?= ?:)",
            r"idiomas? preferid?[oe]?[sn]?t?e?s?(?: para (?:dirigirse|escribir) [^.:]{1,40})?",
        ),
        Part.DEADLINE: (
            "actuen lo antes posible,? (?:y )?(?:(?:no mas tarde|antes) del?|hasta el?)",
            "(?:por favor,? )?actuen (?:antes del?|hasta el?)",
            "fecha limite(?: (?:para|de|del)[^.:]{0,40})?", "plazo(?: (?:limite|de envio))?",
            (
                r"(?:por favor,? )?envien (?:los |sus )?llamamientos inmediatamente\b.{0,250}?\bdespues(?: del?)? "
                r"{deadline}"
            ),
            r"(?:por favor,? )?envien (?:los |sus )?llamamientos inmediatamente",
            r"(?:por favor,? )?consulten\b.{0,200}?\bdespues(?: del?)? {deadline}",
            "(?:por favor,? )?envien (?:los |sus )?llamamientos,? (?:antes del?|hasta el) {deadline}",
            (
                "esta accion (?:urgente )?(?:caduca|vence|finaliza|finalizo|termina|termino|expira|expiro)(?: el)? "
                "{deadline}"
            ),
        ),
        Part.PEOPLE: (
            "nombres? y pronombres?(?: (?:a utilizar|preferid[oa]s?))?",
            "nombres?(?:,| y) (?:pronombres? y )?genero(?: gramatical)?(?: (?:a utilizar|preferid[oa]s?))?",
        ),
        Part.LEFTOVER: ("(?:noticias|acciones|articulos) relacionad[oa]s", "tambien te puede interesar"),
        Part.PREVIOUS: (
            "enlaces? a (?:la )?(?:au|accion urgente|actualizacion) anterior", "(?:au|accion urgente) anterior",
            "mas informacion:", "esta es la [^.:]{1,30} actualizacion (?:de|sobre) (?:la )?(?:au|accion urgente):? .*",
        ),
    },
    "de": {
        Part.DEADLINE: (
            (
                "(?:abgeschlossen am|gultig bis|frist|noch gultig bis|bitte schreiben sie bis(?: zum)?|bitte bis(?: "
                "zum)?):? {deadline}"
            ),
        ),
    },
}  # fmt: skip
"""Labels of the section whose pages are German stand around an English text: they never decide the language."""

NAMED = ("names?(?: of .{1,40})?", "noms?", "nombres?")
"""How a person's name is announced beside a "Gender m/f:" and the like, which alone shows that it is one."""
GENDERED = (
    "genders?(?: ?m/f)?", "gender \\(m/f\\)", "sex(?: ?m/f)?", "hommes?/femmes?", "sexe(?: ?[hm]/f)?",
    "genre(?: ?[hm]/f)?",
    "hombres?/mujer(?:es)?", "sexo(?: ?\\(?h/m\\)?)?", "genero(?: ?\\(?h/m\\)?)?",
)  # fmt: skip
GENDERS = (
    "(?:both|all) [mf]", "both", "[mfh]", "male", "female", "hommes?", "femmes?", "hombres?", "mujer(?:es)?",
    "issues?:.*",
    "[mfh]/[mfh]",
)  # fmt: skip
"""The whole of the line below a name, where the label is missing."""

WRAPPED = (
    "(?:further |new )?recommended action", "please (?:write|send|contact|check)",
    "(?:write|send|contact|check|e-?mail|fax)",
    "(?:nouvelles? )?actions? recommandee", "dans (?:les|vos)",
    "(?:merci|priere|veuillez|envoyez|ecrivez|verifiez|apres le)",
    "(?:nuevas? )?acci(?:on|ones) recomendada", "(?:por favor,? )?(?:escriban|envien|consulten|actuen)",
)  # fmt: skip
"""How the labels begin that may be longer than a line."""
