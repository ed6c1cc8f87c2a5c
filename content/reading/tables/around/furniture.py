"""What is printed around an Urgent Action's text and says nothing about the case, folded as in `labels.py`."""

NOTES = (
    r"you (?:can|may) also write in your own language\b",
    r"please check with (?:the|your)\b{short}\b(?:office|section)\b{long}{end}",
    r"check with (?:the|your)\b{short}\b(?:office|section)\b{long}{end}",
    r"vous pouvez (?:egalement|aussi) ecrire dans votre (?:propre )?langue\b(?: maternelle)?",
    (
        r"(?:au-dela de|apres|passe) (?:cette date|la date limite|ce "
        r"delai)\b{short}\b(?:section|bureau|amnesty)\b{long}{end}"
    ),
    (
        r"(?:veuillez|merci de|priere de) (?:verifier|vous renseigner|prendre "
        r"contact)\b{short}\b(?:section|bureau)\b{long}{end}"
    ),
    r"verifiez (?:aupres|avec)\b{short}\b(?:section|bureau)\b{long}{end}",
    r"tambien pueden? escribir en su propio idioma\b",
    r"consult(?:en|e) con\b{short}\b(?:oficina|seccion)\b{long}{end}",
    r"(?:please )?insert (?:the )?local diplomatic addresses(?: below)?\s?:?",
    r"(?:por favor,? )?inserten\b{short}\bdirecciones\b(?: diplomaticas)?(?: locales)?\s?:?",
    r"(?:veuillez )?inserer\b{short}\badresses?\b(?: ci-(?:apres|dessous))?\s?:?",
    r"\(adresse/?s? a completer\)\s?:?",
)
"""The publisher's standing remarks; `{short}` and `{long}` stay in a sentence, up to its `{end}`, and hold no digit."""

FURNITURE = (
    r"advertisement", r"total pages? ?:.*", r"file type ?:.*", r"\[(?:sections? to add|insert|delete|optional).*\]",
    r"\.", r"page \d{1,3}.{0,12}", r"- ?\d{1,3} ?-", r"\d{1,3} ?(?:/|of|sur|de) ?\d{1,3}", r"[-=_*~#. ]{3,}",
    r"document - .*", r"(?:download|telecharger|descargar)(?: (?:pdf|word|le pdf|el pdf))?",
    r"(?:share|print|tweet|partager)",
    r"name,? address 1,? .*salutation.*", r"nom,? adresse 1?.*appel.*", r"nombre,? direccion 1?.*tratamiento.*",
    r"doc pages? ?:.*", r"downloads? ?:? ?\d*",
    r"@amnesty|www\.amnesty\.org", r"back to top", r"briefvorlage",
    r"(?:facebook|twitter|email|e-mail|whatsapp|linkedin|instagram|copy link|youtube)",
    r"we use cookies.*", r"merci\.?", r"\d[\d,.]* (?:people )?(?:have )?signed\b.*",
    r"(?:skip to|menu|search|donate|donate now)\b.{0,30}", r"page \d+ sur \d+",
)  # fmt: skip
"""Whole lines that say nothing."""

STEPS = (
    "write", "click", "send", "please", "you can", "use", "report", "tell us", "let us know", "email", "call", "fax",
    "take action", "for the full", "here'?s", "see below",
    "ecrivez", "envoyez", "cliquez", "vous pouvez", "merci", "redigez", "utilisez", "signalez", "dites-nous",
    "veuillez", "faites-nous",
    "escriban?", "envien?", "hagan? clic", "pueden?", "redacten?", "utilicen?", "informen", "por favor", "indiquen",
    "digan", "haga clic", "if you", "you may", "bitte", "si vous", "si recibe",
)  # fmt: skip
"""How an instruction to the supporter begins, numbered or not."""

STANDING = (
    (
        r"(?:(?:and|also|please|send|copies|copy|to|:|,|&|the|\.|-)\s*)*diplomatic representatives?\b[^.:]{0,80}"
        r"\b(?:to|in) your countr(?:y|ies)\s*[.:]?"
    ),
    (
        r"(?:(?:et|aux?|veuillez|egalement|adresser|des|envoyez|merci|d'envoyer|copies?|ainsi|qu'|a|:|,|que|les|-)\s*)*"
        r"representants? diplomatiques?\b[^.:]{0,80}\b(?:dans|aupres de) votre pays\s*[.:]?"
    ),
    (
        r"(?:(?:y|a|envien|tambien|copias?|las?|los|:|,|por|favor|-)\s*)*(?:representaci(?:on|ones)|representantes) "
        r"diplomatic[ao]s?\b[^.:]{0,80}\ben su pais\s*[.:]?"
    ),
)
"""That copies go to the embassies where supporters live: it is on every document, and names nobody."""

REMARKS = (
    r"this is the [^.:]{1,30} (?:update|follow-up)\b[^.]{0,80}",
    r"(?:ceci est|il s'agit de|voici) la [^.:]{1,30} mise a jour\b[^.]{0,80}",
    r"esta es la [^.:]{1,30} actualizacion\b[^.]{0,80}",
    r"(?:this (?:urgent )?action|this bulletin) (?:expires|expired|ended|ends|closed)\b[^.]{0,60}",
    r"(?:there is )?no further (?:action|appeals?)\b[^.]{0,120}",
    r"(?:this case |we )?requires? no further (?:action|appeals?)\b[^.]{0,120}",
    r"aucune (?:autre |nouvelle )?(?:action|intervention)\b[^.]{0,120}",
    r"if there are (?:any )?(?:further|new)[^.]{0,120}",
    r"amnesty international will (?:continue|keep)[^.]{0,160}",
    r"amnesty international (?:continuera|seguira)[^.]{0,160}",
    r"no se (?:requiere|necesita|solicita|pide)n? (?:ninguna |mas )[^.]{0,120}",
    r"please send no (?:more|further) appeals[^.]{0,80}",
    r"(?:many |our )?thanks? (?:you )?to (?:all|everyone)\b[^.]{0,120}",
    r"thank(?:s| you) for [^.]{0,120}",
    r"(?:un grand )?merci a (?:tou(?:s|tes)|celles|ceux)\b[^.]{0,120}",
    r"(?:muchas )?gracias a (?:tod[oa]s|quienes)\b[^.]{0,120}",
    r"note: ?please write on behalf of\b.{0,300}",
)
"""Sentences of a document about itself."""

PUBLISHERS = (
    r"(?:the )?(?:ua|urgent action)s? (?:network|office|team|program(?:me)?)(?:,.*)?",
    r"amnesty international(?:[ ,|-].{0,60})?",
    r"(?:reseau|secretariat) actions? urgentes?",
    r"red de acci(?:on|ones) urgentes?",
    r"amnistia internacional(?:[ ,|-].{0,60})?",
    r"thank you for (?:your help|taking action).*",
    r"(?:- ?)?(?:from|by) amnesty international.{0,40}",
)
"""Whole lines above the address of whoever published the document."""
