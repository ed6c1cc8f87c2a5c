"""What contacts are labelled with in a target's block, and the sites that hide where a link leads."""

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


CONTACTS: dict[str, tuple[Label, ...]] = {
    r"(?:tele)?phones?(?: numbers?)?|tel|tels|telephone numbers?|mobile|portable": (Label.PHONE,),
    r"fax(?:es)?(?: numbers?)?|telecopies?|facsimile": (Label.FAX,),
    r"(?:tele)?phone ?(?:/|&|and) ?fax|tel\.? ?(?:/|&|et|and) ?fax|telephone ?(?:/|et) ?fax": (Label.PHONE, Label.FAX),
    r"e-?mails?(?: address(?:es)?)?|courriels?|mel|adresses? (?:electroniques?|e-?mail|mail)|mails?": (Label.EMAIL,),
    r"twitter ?/ ?x|x ?/ ?twitter|x ?\([^)\n]{1,30}\)|twitter ?\([^)\n]{1,30}\)|twitter|tweet|x": (Label.X,),
    r"(?:online |web ?)?(?:contact |web ?)?forms?|formulaires?(?: de contact| en ligne| web)?": (Label.FORM,),
    r"(?:mailing |postal |street )?address|adresse(?: postale)?": (Label.ADDRESS,),
    r"salutations?|formule d'appel": (Label.SALUTATION,),
    r"(?:and |also )?(?:send )?copies to|copy to|(?:et )?copies? a": (Label.COPIES,),
    r"facebook|instagram|linkedin|youtube|tiktok|bluesky|mastodon|threads|vk": (Label.OTHER,),
    r"telegrams?|telex(?:es)?|whatsapp|signal|web ?site|site(?: web)?": (Label.OTHER,),
}

SHORTENERS = words("""
    bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly shorturl.at cutt.ly rb.gy rebrand.ly tiny.cc lnkd.in amn.st
    t.ly v.gd bl.ink s.id shorte.st urlz.fr fb.me wp.me dlvr.it ift.tt trib.al
""")
