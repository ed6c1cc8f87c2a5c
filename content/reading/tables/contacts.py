"""What contacts are labelled with in a target's block, what is no number, and the sites that hide where a link leads.

Labels are regular expressions over folded text (see `marks.fold`). To add one: a word in its row of `CONTACTS`, and two
of them with a slash between ("Tel./Fax", "Email / Courriel") are understood without a row of their own.
"""

from enum import StrEnum

from content.reading.tables import words


class Label(StrEnum):
    """What the text after a label is."""

    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    X = "x"
    FORM = "form"
    ADDRESS = "address"
    SALUTATION = "salutation"
    COPIES = "copies"
    OTHER = "other"
    """a channel nobody is handed an appeal for"""


_COUNTED = r"(?: ?(?:numbers?|nos?\.?|n[o°]\.?|nr\.?))?(?: ?\d)?"

CONTACTS: dict[str, tuple[Label, ...]] = {
    rf"(?:office |main |direct |work |general )?(?:(?:tele)?phones?|tels?|telf|tel[ef]fonos?|telefonos?){_COUNTED}"
    r"|tfnos?|tlf|tlfn|telefon[ei]?s?|mobiles?(?: phones?)?|cell(?:ular|phone)?s?|celular(?:es)?|movil(?:es)?"
    r"|portables?|call|ph|t": (Label.PHONE,),
    rf"(?:office |main |direct )?fax(?:es)?{_COUNTED}|telefax|telecopies?|telecopieurs?|facsimile|f": (Label.FAX,),
    r"(?:(?:tele)?phones?|tel|telefonos?|t)\.? ?(?:/|&|\+|-|et|and|or|y|e|und) ?(?:tele)?fax(?:es)?"
    r"|(?:tele)?fax(?:es)?\.? ?(?:&|\+|-|et|and|or|y|e|und) ?(?:(?:tele)?phones?|tel|telefonos?)": (
        Label.PHONE,
        Label.FAX,
    ),
    r"(?:official )?e-?mails?(?: (?:address(?:es)?|ids?))?(?: ?\d)?|courriels?|courriers? electroniques?|mel"
    r"|adresses? (?:electroniques?|e-?mail|mail)|mails?|correos?(?:[ -]?(?:electronicos?|e\b))?|c\.?e"
    r"|direccion(?:es)? (?:de correo(?: electronico)?|electronicas?)|correio eletronico|posta elettronica|e": (
        Label.EMAIL,
    ),
    r"(?:official )?(?:twitter|x) ?(?:/|or|\|) ?(?:x|twitter)|x ?\([^)\n]{1,30}\)|twitter ?\([^)\n]{1,30}\)"
    r"|(?:official |compte |cuenta de )?(?:twitter|x)(?: (?:handles?|accounts?))?|tweets?(?: at)?": (Label.X,),
    r"(?:online |web ?|electronic )?(?:contact |web ?)?forms?|contact page|online contact"
    r"|formulaires?(?: de contact| en ligne| web)*|formularios?(?: de contact[oe]| en linea| web| online| electronico)*"
    r"|kontaktformular|modulo di contatto": (Label.FORM,),
    r"(?:mailing |postal |street |physical )?address|adresse(?: postale)?|direccion(?: postal)?|domicilio|endereco"
    r"|indirizzo|anschrift|by (?:post|mail)|par courrier|par la poste|por correo postal": (Label.ADDRESS,),
    r"salutations?|greetings?|forms? of address|formules? d'appel|formules? de politesse|appellation"
    r"|tratamientos?|saludos?|encabezamiento|tratamento|saudacao|anrede|formula di apertura": (Label.SALUTATION,),
    r"(?:please |and |also )*(?:send )?(?:a )?cop(?:y|ies)(?: of (?:your )?(?:appeals?|letters?|messages?))? to"
    r"|(?:y |tambien |envien |envie |enviar |con )*(?:una )?copias?(?: de (?:sus?|los|tus?) \w+)? al?"
    r"|(?:et |veuillez |merci d'|envoyer |envoyez |adresser |adressez |avec )*(?:des |une |vos )?"
    r"copies?(?: de (?:vos|votre) \w+)? (?:a|au|aux)|cc|c\.c|kopien? an": (Label.COPIES,),
    r"facebook|instagram|linkedin|youtube|tiktok|bluesky|mastodon|threads|vk|weibo|wechat|skype": (Label.OTHER,),
    r"telegram(?:me|a)?s?|telex(?:es)?|cables?|whatsapp|signal|web ?sites?|web(?: ?page)?|site(?: (?:web|internet))?"
    r"|(?:sitio|pagina) web|page web|url|internet|(?:office|working|opening) hours|horario|w": (Label.OTHER,),
    r"subject(?: line)?|re|objet|asunto|betreff|assunto|oggetto": (Label.OTHER,),
}

BARE = {
    Label.PHONE: r"(?:\+\s?|\(?0?)\d[\d\s().\-–/]{5,}",
    Label.FAX: r"(?:\+\s?|\(?0?)\d[\d\s().\-–/]{5,}",
    Label.EMAIL: r"[^\s@:,;]{1,64}@[\w-]+\.\w",
    Label.X: r"@\w|https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/",
    Label.FORM: r"https?://|www\.",
}
"""What must follow a label that is printed without a colon."""

SHORTENERS = words("""
    bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly shorturl.at cutt.ly rb.gy rebrand.ly tiny.cc lnkd.in amn.st
    t.ly v.gd bl.ink s.id shorte.st urlz.fr fb.me wp.me dlvr.it ift.tt trib.al
""")

FORM_PATHS = r"contact|form|kontakt|escrib|ecrire|courrier|message|mensaje|buzon|write|feedback|enquir|inquir|e-?mail"
"""What is in the address of a page to write on; a link without a label that has none of it is somebody's home page."""

NO_NUMBERS = (
    r"\b(?:afr|amr|asa|eur|mde|pol|nws|ior|act|org) ?\d{2,3}/\d{1,5}/\d{2,4}\b",
    r"\b(?:ua|au|extra|ex|ma|nsa)\b ?:? ?(?:n[o°]\.? ?)?\d{1,4} ?[/.] ?\d{2,4}\b",
    (r"\b(?:p\.? ?o\.? ?box|post box|box|b\.? ?p|apartado(?: postal)?|a\.? ?p|casilla(?: de correo)?|c\.? ?p|cp"
    r"|postfach|caixa postal|boite postale|postcode|zip(?: code)?|codigo postal)\.? ?:? ?(?:n[o°]\.? ?)?\d[\d -]{0,9}"),
    (r"\b\d{1,2}(?:st|nd|rd|th|er|\.)? (?:de )?(?:jan|feb|fev|mar|apr|avr|abr|may|mai|jun|juin|jul|juil|aug|aou|ago|sep"
    r"|set|oct|out|nov|dec|dic|dez|ene)[a-z]{0,8}\.?,? (?:de )?\d{4}\b"),
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b",
    r"\b\d{1,2}[:.h]\d{2} ?(?:am|pm|a\.m\.?|p\.m\.?)?(?: ?(?:-|to|a) ?\d{1,2}[:.h]\d{2})",
)  # fmt: skip
"""Digits that are a document's number, an index, a box, a postcode, a day or an hour: never a phone. Folded."""

BEFORE_A_TITLE = (
    "dear",
    "dear (?:mr|mrs|ms|dr|prof|sir or|honou?rable|the)",
    "mr",
    "mrs",
    "ms",
    "dr",
    "hon",
    "honou?rable",
    "the",
    "your",
    "his",
    "her",
    "prime",
    "vice",
    "deputy",
    "right",
    "estimad[oa]s?",
    "senora?",
    "sra?",
    "excm[oa]",
    "su",
    "excelentisim[oa]",
    "distinguid[oa]",
    "don",
    "dona",
    "lic",
    "monsieur",
    "madame",
    "monsieur l[ea]",
    "madame l[ea]",
    "messieurs",
    "mme",
    "m",
    "son",
    "sa",
    "votre",
    "cher",
    "chere",
    "l[ea]s?",
    "el",
    "los",
    "las",
    "de",
    "du",
    "des",
    "del",
    "of",
    "and",
    "et",
    "y",
    "e",
    "or",
    "ou",
    "o",
)
"""What no salutation ends with: its title stands in the next line."""

PLACEHOLDERS = words("""
    o correo-e name names address addresses fax number numbers email e-mail mail tel telephone phone salutation
    title city country postcode line insert here add and or of the your local diplomatic nom noms prenom adresse
    adresses electronique courriel n no numero telephone telecopie formule d'appel appel pays ville et de du la le
    titre fonction inserer ici nombre nombres apellidos direccion direcciones correo electronico electronicos
    tratamiento tratamientos telefono telefonos pais ciudad cargo y e numeros insertar aqui postal official
    officials position role twitter x
""")
"""The words of a line that says what is to be filled in: "Name Address 1 Address 2 Fax Fax number"."""
PLACED = words("name names address addresses nom noms adresse adresses nombre nombres direccion direcciones")
"""One of these is among them."""
