"""How a document opens: labels, marks and fillers around its number, index, country, date. Folded like `labels.py`."""

HEADER_LABELS = {
    "number": (
        "(?:urgent action|ua) type (?:and|&) number", "(?:urgent action|ua) number",
        "type et numero de l'(?:au|action urgente)",
        "tipo y numero de (?:la )?(?:au|accion urgente)",
    ),
    "index": ("index", "(?:ai )?index(?: number)?", "index ai", "numero d'index", "indice(?: ai)?", "numero de indice"),
    "issued": (
        "date", "(?:issue|publication) date", "date of (?:issue|publication)", "date de publication", "date d'emission",
        "fecha", "fecha de (?:publicacion|emision)",
    ),
    "country": ("country", "pays", "pais"),
}  # fmt: skip
"""Lines of their own where a header's table was taken apart, and in the template of 2017."""

DISTRIBUTION = (
    (r"(?:external|externe|externo|public|publico|documento publico|document public|interno|internal)"
     r"(?: ?\((?:for|pour|para)[^()]{1,40}\))?"),
    r"distr(?:ibution|ibucion)? ?: ?(?:ua|au|sc|/|,| |extra|general)+", r"efai", r"edai", r"amnesty international",
    r"amnistia internacional", r"londres?,? le", r"londres,?",
)  # fmt: skip
"""Marks at the head of the documents up to 2009 that say who may read them."""

HEADER_FILLERS = (
    "final", "last", "on", "to", "of", "the", "sur", "de", "de l'", "l'", "la", "finale", "derniere", "sobre", "del?",
    "el", "ultima", "a", "good news!?", "stop action", "re", "fwd?", "new",
)  # fmt: skip
FOLLOWED = (
    r"and (?:its |subsequent )?(?:follow-?ups?|updates?)",
    r"et (?:ses |les )?(?:mises? a jour|suivantes?|suivis?|suites?)",
    r"y (?:sus |las )?(?:actualizaciones|seguimientos?|siguientes?)", r"and", r"et", r"y", "du", "del?",
)  # fmt: skip
"""What stands between the brackets that name the earlier documents of a case."""

COUNTRIES = frozenset(
    """
usa|u.s.a|uk|u.k|ussr|zaire|burma|myanmar|myanmar (burma)|swaziland|macedonia|yugoslavia|czechoslovakia|east timor
turkey|turkiye|viet nam|russian federation|republic of korea|south korea|north korea
democratic people's republic of korea|dprk|drc|democratic republic of the congo|democratic republic of congo
republic of congo|cote d'ivoire|ivory coast|bosnia-herzegovina|bosnia and herzegovina|federal republic of yugoslavia
serbia and montenegro|state of palestine|palestine|palestinian authority|occupied palestinian territory
occupied palestinian territories|israel/opt|israel and the occupied territories|israel/occupied territories
israel and occupied palestinian territories|tibet|israel and the occupied palestinian territory
israel and the occupied palestinian territories|kosovo|chechnya|people's republic of china|china/tibet
tibet autonomous region|hong kong|uae|united arab emirates|syrian arab republic|islamic republic of iran
lao people's democratic republic|laos|czech republic|great britain|northern ireland|kurdistan|united states of america
united kingdom|the gambia|gambia|the netherlands|holland|cape verde|brunei|brunei darussalam|trinidad and tobago
republic of moldova|moldova|united republic of tanzania|timor-leste|papua new guinea|png|etats-unis d'amerique
etats-unis|royaume-uni|federation de russie|birmanie|myanmar (birmanie)|turquie|republique tcheque
republique democratique du congo|rdc|coree du sud|coree du nord|republique de coree|viet-nam
israel et territoires occupes|israel et territoires palestiniens occupes|territoires palestiniens occupes
autorite palestinienne|cachemire|yougoslavie|republique populaire democratique de coree|republique islamique d'iran
bielorussie|ex-republique yougoslave de macedoine|estados unidos|estados unidos de america|ee. uu|eeuu|ee.uu
reino unido|federacion rusa|federacion de rusia|birmania|turquia|republica checa|republica democratica del congo
corea del sur|corea del norte|republica de corea|bielorrusia|israel y los territorios ocupados
israel y territorios palestinos ocupados|territorios palestinos ocupados|irak|iran|republica dominicana
republique dominicaine|dominican republic|arabia saudi|arabia saudita|costa de marfil|emiratos arabes unidos
emirats arabes unis|guinea ecuatorial|guinee equatoriale|autoridad palestina|suazilandia
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""Names a country is printed with that the standard lists do not hold, or no longer."""
