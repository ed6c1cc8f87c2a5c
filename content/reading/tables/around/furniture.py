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
    (r"(?:share|partager|partagez|compartir|comparte|print|imprimer|imprimir|tweet|tweeter|tuitear|facebook|twitter"
     r"|e-?mail|whatsapp|linkedin|instagram|youtube|copy(?: the)? link)\b"
     r"(?:[\s,|/·•]+(?:on|via|by|with|sur|par|por|en|this|page|action|story|friends|and|et|y|or|x|like|pin|post|print|tweet"
     r"|share|facebook|twitter|e-?mail|whatsapp|linkedin|telegram|instagram|reddit|youtube|threads|bluesky|copy|link)\b)*"),
    r"(?:share|partager|partagez|compartir|comparte)(?: (?:this|on|via|by|page|action|story|sur|par|en|por))*\s?:",
    (r"(?:(?:name|address(?: \d|es)?|fax(?: numbers?)?|e-?mail(?: address)?|phone(?: number)?|salutation|title|country)"
     r"[\s,/:]*){3,}"),
    r"name,? address 1\b.*", r"fax fax number\b.*", r"e-?mail e-?mail address\b.*",
    r"salutation salutation", r"nom(?:\(?s\)?)?,? adresses?\b.*(?:appel|fax|electronique).*",
    r"nombres?(?:\(s\))?,? direccion.*(?:tratamiento|fax|correo).*",
    r"doc pages? ?:.*", r"downloads? ?:? ?\d*",
    r"@amnesty|www\.amnesty\.org", r"back to top", r"briefvorlage",
    r"we use cookies.*", r"merci\.?",
    (r"\d[\d,. ]*(?:people |supporters |of you )?(?:have |has )?(?:already )?(?:signed|taken action|acted|joined)\b"
     r".{0,100}"),
    r"(?:help us (?:get|reach)|let's (?:get|reach)) .{0,40}\d.{0,20}",
    r"\d[\d,. ]*(?:personnes|personas) (?:ont|han)\b.{0,100}",
    r"(?:sign up (?:for|to)|subscribe to|join our|get our|follow us|inscrivez-vous|suivez-nous|siguenos)\b.{0,160}",
    r"\[ ?(?:your|votre|vos|su|tu|insert|ihr)\b[^\]]{0,40}\]\.?",
    r"(?:end of|fin de l'|fin de la) (?:urgent action|action urgente|accion urgente)\b.{0,20}",
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

ENDINGS = (
    r"thank you\b", r"(?:many )?thanks (?:for|again)\b", r"thanks[.!]?$",
    r"(?:this|the) (?:urgent action|appeal|message) may be (?:re-?posted|forwarded|copied|distributed|reproduced)\b",
    (r"amnesty international(?:'s [^.]{3,40})? is (?:an?|the|made)\b[^.]{0,80}\b(?:movement|organi[sz]ation|volunteers"
     r"|network)\b"),
    r"click here\b", r"(?:learn|find out|read) more (?:at|on|about)\b.{0,80}$", r"(?:©|copyright\b)",
    r"forward this\b", r"(?:to )?unsubscribe\b", r"to (?:stop|no longer) receiv", r"within amnesty international\b",
    r"please (?:report|let us know|tell us|inform us)\b", r"(?:support|donate|join) (?:us|it|amnesty)\b",
    r"merci (?:de|d'|pour|a)\b", r"(?:muchas )?gracias (?:por|a)\b", r"(?:cliquez|haga clic|pulse) (?:ici|aqui)\b",
)  # fmt: skip
"""How the paragraphs begin that a publisher prints below everything else."""
