"""The words that tell a person's name from what is printed beside it, folded: pronouns, withheld, roles, relations."""

from content.reading.tables import words

WITHHELD = (
    r"withheld", r"anonym\w+", r"pseudonyms?", r"not (?:the|their|her|his) real name", r"undisclosed", r"confidential",
    r"names? (?:(?:has|have) been )?changed", r"not (?:disclosed|made public|being published)", r"cannot be named",
    r"non divulgue\w*", r"tenu\w* secr\w+", r"non communique\w*", r"pas (?:communique|divulgue|publie|donne)\w*",
    r"pseudonymes?", r"noms? d'emprunt", r"(?:pre)?noms? (?:a ete )?(?:change|modifie)\w*", r"identite protegee",
    r"confidentiel\w*",
    r"omitid\w+", r"(?:nombres?|identidad(?:es)?|datos) (?:reservad|protegid|cambiad|ocultad|ficticio)\w*",
    r"no (?:revelad|divulgad|publicad)\w+", r"se (?:omite|reserva)\w*", r"anonim\w+", r"seudonimos?",
    r"confidencial(?:es)?",
)  # fmt: skip
"""What is printed where a name is not given in full."""

PRONOUNS = words("""
    he him his himself she her hers herself they them their theirs themself themselves it its ze zir zie hir xe xem
    il lui le son elle la sa iel iels ils elles eux leur leurs ses
    el ella elle lo ellos ellas ellxs suyo suya
""")
ALL = r"(?:both|all|each|tous(?: les deux)?|toutes(?: les deux)?|ambos|ambas|todos|todas)"
"""What says that a remark on the last name is one on every name."""
GENDERS = (
    r"[mfhx]", r"[mfh] ?(?:/|and|&|et|y|,) ?[mfh]", r"males?", r"females?", r"m[ae]n", r"wom[ae]n", r"hommes?",
    r"femmes?", r"hombres?", r"mujer(?:es)?", r"masculin[eo]?s?", r"femin(?:in|ine|ino|ina)s?",
    r"trans(?:gender)?", r"non-binary",
)  # fmt: skip
GENDER_LABELS = (
    r"(?:genders?|genres?|genero|sexe?s?|sexo|(?:hommes?|femmes?) ?/ ?(?:hommes?|femmes?)|hombres? ?/ ?mujer(?:es)?)"
)
AGES = (
    r"(?:(?:aged?|agee?s?|age of|de|edad)(?: de)?:? ?)?\d{1,3}(?:[- ]?(?:years?|ans|anos|months?|mois|meses))?"
    r"(?:[- ]old| de edad)?"
)

PARTICLES = words("""
    de la las los del di da do dos das du des van von der den ter ten zu zur bin ibn bint ben abu abd al el ul ur ud as
    ash ad an at y e i af av le lo st san santa o' d' l' s/o d/o
""")
"""Words of a name that may be printed small."""

NOBODY = words("""
    accused activist activists advocate advocates artist artists asylum association attorney author bishop blogger boy
    boys campaigner campaigners captain cartoonist child children citizen citizens civilian civilians colonel committee
    communities community company cousin cousins daughter daughters deacon defender defenders defendants demonstrators
    detainee detainees director doctor driver editor engineer families family farmer farmers father federation female
    foundation former girl girls group groups guard human husband imam individuals inhabitants inmate inmates
    inhabitant journalist journalists judge labourer labourers lawyer lawyers leader leaders lecturer librarian
    lieutenant local male man many mayor medical member members men militants minister monk monks mother movement nun
    nuns national nationals nationality nephew niece nurse occupants officer official officials opposition organisation
    organization other others parents party passengers peace peasant peasants people peoples photographer poet police
    political politician poor population president priest prisoner prisoners professor protester protesters publisher
    rebel refugee refugees relative relatives reporter residents rights secretary seeker seekers several shopkeeper son
    sons soldier soldiers spokesperson staff street student students supporters suspected teacher teachers tenants
    their trader tribe trade translator tribal union unionist unionists unnamed unidentified university victims
    villagers village wife witness witnesses woman women worker workers writer writers young youth youths brother
    brothers sisters uncle aunt grandmother grandfather grandson prefect senator deputy mp spokesman spokeswoman
    chairman chairperson founder executive general coordinator manager player singer musician filmmaker cleric avocat
    avocate avocats journalistes militant militante etudiant etudiante etudiants famille familles membres membre autres
    personnes femmes hommes femme homme enfants enfant frere freres soeur soeurs epouse epoux mari fils fille filles
    pere mere communaute habitants paysans paysan paysanne agriculteur syndicaliste syndicalistes defenseur defenseure
    defenseurs droits humains prisonnier prisonniers detenus detenu refugies refugie demandeur demandeurs asile
    opposant opposants ecrivain enseignant enseignante professeur medecin moine moines villageois pretre ouvrier
    ouvriers travailleur travailleurs mouvement parti abogado abogada abogados periodista periodistas estudiante
    estudiantes familia familias miembros miembro otros otras personas mujeres hombres mujer hombre ninos ninas nino
    nina hermano hermana hermanos hermanas esposa esposo hijo hija hijos hijas padre madre comunidad comunidades
    habitantes aldea campesino campesina campesinos sindicalista sindicalistas defensor defensora defensores defensoras
    derechos humanos preso presos presa detenido detenidos refugiado refugiados solicitantes asilo activistas lider
    lideres dirigente dirigentes escritor maestro maestra profesor profesora medico monje sacerdote obrero obreros
    trabajador trabajadores asociacion movimiento partido indigena indigenas indigenous autochtone autochtones one two
    three four five six seven eight nine ten eleven twelve dozens hundreds thousands all both some un deux trois quatre
    cinq sept huit neuf dix plusieurs tous toutes uno dos tres cuatro cinco seis siete ocho nueve diez varios varias
    todos todas
""")
"""Words that no name holds: what people do, whose relatives they are, groups, numbers."""
BESIDE = words("""
    his her their the a an and with including son sa ses leur leurs le la les et avec su sus el los las y con
""")
"""Small words before what somebody is: "his brother Ben", "and their families"."""

NEWS = (
    "(?:re-?)?released", "freed", "at liberty", "executed", "dead", "died", "deceased", "killed", "murdered", "shot",
    "assassinated", "disappeared", "missing", "abducted", "kidnapped", "(?:re-?)?arrested", "detained", "held",
    "imprisoned", "in (?:custody|detention|hiding|exile)", "injured", "wounded", "threatened", "found", "charged",
    "convicted", "sentenced", "acquitted", "deported", "expelled", "transferred", "named",
    "(?:new|other|additional|further|more|previous|corrected) (?:names?|persons?|people|cases?|arrests?|prisoners?)",
    "remise? en liberte", "(?:autres?|nouveaux?|nouvelles?) (?:noms?|personnes?|cas|arrestations?)",
    "(?:puest[oa]s? )?en libertad", "(?:otr[oa]s?|nuev[oa]s?) (?:nombres?|personas?|casos?|detenciones)",
)  # fmt: skip
"""What a header says has become of those whose names follow: "Released: Ana Prueba (f)"."""
NEWS_STEMS = (
    "(?:re)?libere", "libre", "execute", "mort", "decede", "tue", "assassine", "disparu", "enleve", "(?:re)?arrete",
    "detenu", "incarcere", "emprisonne", "blesse", "menace", "condamne", "inculpe", "acquitte", "expulse", "retrouve",
    "liberad", "libertad", "ejecutad", "muert", "fallecid", "asesinad", "desaparecid", "secuestrad", "detenid",
    "arrestad", "encarcelad", "herid", "amenazad", "condenad", "absuelt", "expulsad", "deportad", "hallad",
)  # fmt: skip
"""The same in French and Spanish, without "o/a", "(e)s" and the like."""
NAMES_TOO = words("mort tue held shot found named libre menace")
"""Of these, what may begin a name: they announce one only with a colon."""
BEFORE_NEWS = words("""
    new newly still now also since recently previously believed reported reportedly feared presumed confirmed
    conditionally provisionally already not yet all both
    nouvellement encore toujours recemment deja presume presumee presumes presumees
    recien aun todavia recientemente sigue siguen tambien ya
""")
"""Small words before them: "Still detained:", "Feared dead:"."""
