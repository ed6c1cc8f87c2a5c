"""How a document says that it asks for nothing more. Folded sentences; a space stands for any run of white space.

To add a way to say it: a line in `OUTCOMES`.
"""

_APPEALS = "(?:action|appeal|letter|message|communication)s?"
_FURTHER = "(?:further|more|additional|other|new)"
_FROM = "(?: (?:on|for|by|from|in|of|at) [^;:]{1,90}?)?"
_ASKED = "(?:requested|required|needed|necessary|called for|asked for|sought)"
_NOW = "(?:currently |presently |now |therefore |thus |being |longer |any ){0,2}"
_LATER = r"(?!.*\b(?:after|unless)\b)"
_APPELS = "(?:actions?|interventions?|demarches?|appels?|lettres?|messages?)"
_AUTRES = r"(?:d'autres? |de nouv\w+ |d')"
_REQUISE = "(?:requise?s?|demandee?s?|necessaires?|sollicitee?s?|attendue?s?)"
_ACCIONES = "(?:accion(?:es)?|llamamientos?|actuacion(?:es)?|medidas?|cartas?|mensajes?)"
_OTRAS = "(?:mas|otr[ao]s?|nuev[ao]s?|ningun[ao]?|alguna)"
_ADICIONALES = "(?:mas|adicional(?:es)?|ulterior(?:es)?|complementarias?|alguna)"
_MAS_ACCIONES = rf"(?:[^;:]{{0,60}} )?(?:{_OTRAS} (?:\w+ )?{_ACCIONES}|{_ACCIONES} {_ADICIONALES})\b"

OUTCOMES = (
    rf"\bno {_FURTHER} (?:urgent )?{_APPEALS}{_FROM}(?: is| are)? {_NOW}{_ASKED}\b",
    rf"\b(?:requires?|requests?|needs?|(?:call|ask)(?:s|ing)? for|requesting|requiring) no {_FURTHER} {_APPEALS}\b",
    rf"\b{_FURTHER} {_APPEALS} (?:is|are) (?:not|no longer) {_NOW}{_ASKED}\b",
    rf"\b(?:not|no longer) {_NOW}(?:(?:ask|call)(?:ing)? for|request(?:ing)?) (?:any )?{_FURTHER} {_APPEALS}\b",
    rf"\b(?:not|don't|stop|cease) send(?:ing)? (?:any )?{_FURTHER} {_APPEALS}\b{_LATER}",
    rf"\bsend no {_FURTHER} {_APPEALS}\b{_LATER}",
    rf"\b(?:stop|cease) sending {_APPEALS}\b",
    rf"\bno (?:longer any |further |more )?need (?:for|to (?:send|write|take)) (?:any )?{_FURTHER} {_APPEALS}\b",
    rf"\b(?:no longer|not) (?:necessary|needed|required) to (?:send|write|take) (?:any )?(?:{_FURTHER} )?{_APPEALS}\b",
    rf"\baucune?(?: (?:autre|nouvelle|nouvel))? {_APPELS}\b[^;:]{{0,90}} n'(?:est|a ete) (?:\w+ ){{0,4}}{_REQUISE}\b",
    rf"\b(?:ne (?:plus|pas)|n'|plus) ?(?:envoye[rz]|faire parvenir|adresse[rz]) (?:plus )?{_AUTRES}{_APPELS}\b",
    rf"\bn'est (?:plus|pas) (?:\w+ )?(?:necessaire|utile) d'envoyer {_AUTRES}{_APPELS}\b",
    r"\bn'est (?:plus|pas) (?:\w+ )?(?:necessaire|utile) d'(?:intervenir|agir|ecrire)\b",
    r"\bn'y a plus lieu d'(?:intervenir|agir|envoyer|ecrire)\b",
    rf"\bn[e'] ?(?:necessite|demande|requiert|appelle|sollicite) (?:plus |pas )?{_AUTRES}{_APPELS}\b",
    rf"\bn[e'] ?(?:necessite|demande|requiert|appelle|sollicite) (?:plus )?aucune (?:autre |nouvelle )?{_APPELS}\b",
    rf"\bno se (?:requier|precis|solicit|necesit|pid)\w+ {_MAS_ACCIONES}",
    rf"\bno (?:es|son|seran?|resultan?) (?:\w+ )?(?:necesari|precis)\w+ {_MAS_ACCIONES}",
    rf"\bno (?:envien?|manden?|escriban) {_OTRAS} {_ACCIONES}\b",
    rf"\bdejen de enviar {_ACCIONES}\b",
    r"\bninguna (?:otra |nueva )?accion(?: mas| adicional)? (?:es|sera|resulta) (?:necesaria|precisa)\b",
    rf"\bno hay que (?:emprender|realizar|enviar|tomar) {_OTRAS} (?:\w+ )?{_ACCIONES}\b",
)
"""Whoever writes need write no more, whatever the document's label."""

CLOSED = (
    r"\bthis (?:ua|urgent action|action|case) (?:is|has been) (?:now |therefore )?closed\b",
    r"\bcette action (?:urgente )?est (?:desormais |maintenant )?(?:close|cloturee)\b",
    r"\besta accion (?:urgente )?(?:ha quedado|queda|esta) (?:ya )?cerrada\b",
)
"""The same, said more weakly: it counts where nothing is asked and nobody is to be written to."""

CONTINUES = (
    r"\b(?:please|do|kindly) (?:continue|keep|carry on)\b[^;:]{0,40}\b(?:appeal|writ|letter|send|campaign)\w*",
    r"\b(?:merci de|veuillez|priere de) (?:continuer|poursuivre)\b",
    r"\bcontinuez (?:a |d'|vos )",
    r"\b(?:sigan?|continuen?) (?:enviando|escribiendo|mandando)\b",
)
"""A document that says this asks for more, whatever else it says."""

OURS = (
    "amnesty", "amnistia", "network", "reseau", "red de", "ua", "au", "members", "supporters", "membres",
    "sympathisants", "simpatizantes",
)  # fmt: skip
"""Who asks for no further action, where it is the document that does."""
THEIRS = (
    "police", "officers?", r"prosecut\w+", "courts?", "judges?", r"minist\w+", r"authorit\w+", "government",
    r"commission\w*", r"investigat\w+", "said", "told", "replied", "claimed", "ruled", "concluded",
    "policiers?", "procureure?", "parquet", r"tribuna\w+", "juges?", "autorites", "gouvernement", r"enquet\w+",
    "declare", "affirme", "repondu",
    "policia", r"fiscal\w*", "juzgado", "juez", "jueces", "autoridades", "gobierno", r"investigacion\w*", "dijo",
    "declaro", "afirmo",
)  # fmt: skip
"""Who says so where it is somebody in the story."""
