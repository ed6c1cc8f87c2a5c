"""The words officials, their offices and their embassies are named with, folded."""

from content.reading.tables import words

ROLES = words("""
    president vice-president presidente vice-presidente premier premiere prime minister ministre ministers
    ambassador ambassadeur ambassadrice secretary secretaire undersecretary under-secretary attorney prosecutor
    procureur procureure governor gouverneur gouverneure director directeur directrice chairman chairwoman
    chairperson chair chief chef cheffe head king queen roi reine sultan emir emperor commissioner commissaire
    commander commandant judge juge justice mayor maire speaker ombudsman ombudsperson ombudswoman mediateur
    mediatrice defenseur defenseure consul consule representative representant representante leader guide chancellor
    chancelier chanceliere warden superintendent inspector coordinator administrator counsellor prefet prefete garde
    charge envoy envoye envoyee rapporteur
""")
"""Nouns an office is held as."""

STARTERS = words("""
    deputy acting first vice permanent supreme federal state special high executive interim national presidential
    cabinet union crown grand lord
""")
"""Words that stand before such a noun, and are part of the role only with it."""

PORTFOLIOS = words("""
    general state affairs interior justice security defence defense foreign home internal external public health
    education labour labor finance economy economic development immigration migration citizenship integration human
    rights relations cooperation trade industry energy environment climate culture sports communications information
    transport police prisons prison correctional penitentiary corrections service services administration authority
    committee commission council court assembly parliament senate national federal federation republic kingdom
    emirates union states nations region republics islamic people's democratic united religious social welfare women
    family children youth gender equality minorities indigenous peoples land lands agriculture water mines planning
    local government territories overseas veterans science technology tourism staff forces armed army navy cabinet
    investigative criminal investigation prosecution appeals constitutional supreme judiciary order law enforcement
    emergency situations executive deputy acting interieure interieur etrangeres etranger sceaux droits humains
    securite publique nationale europe exterieures sante travail republique generale d'etat federale russe affaires
    solidarite solidarites extraordinary plenipotentiary plenipotentiaire extraordinaire
""")
"""Words that go on naming an office, where a name would begin otherwise."""

CONNECTORS = words("of for the and & to on in at de du des la le les et aux au a en pour pres")
"""The word after one of these belongs to the office."""

OPENERS = words("""
    new south north east west saint san santa el united sierra sri saudi costa great central
""")
"""First words of a place: the next belongs to it."""

HONORIFICS = (
    "his excellency", "her excellency", r"h\.\s?e\.", "the right honou?rable", r"the hon(?:ou?rable|\.)", "honou?rable",
    "son excellence(?: monsieur| madame)?", r"s\.\s?e\.(?:\s?m\.)?", "monsieur (?:le|l')", "madame (?:la|l')",
    "the", "le", "la", "l'",
)  # fmt: skip
"""What may stand before a role; dropped there."""

INSTITUTIONS = words("""
    ministry office offices embassy consulate mission department bureau cabinet palace house parliament assembly
    senate court commission committee government secretariat administration headquarters council agency service
    presidency kremlin residence chancery delegation representation prosecution ministere ambassade consulat palais
    hotel prefecture presidence parlement senat cour commissariat secretariat-general gouvernement conseil agence
    parquet permanente directorate institution directorate-general
""")

DIPLOMATIC = (
    r"embass(?:y|ies)", r"(?:general )?consulate(?: general)?", r"high commission(?! (?:for|on)\b)",
    r"permanent (?:mission|representation|delegation)", r"chancery", r"mission (?:of|to)\b",
    r"ambassades?", r"consulats?(?: general)?", r"mission permanente", r"representation permanente",
)  # fmt: skip
"""A house that stands for a country in another one."""

FORWARDERS = (r"c/o", "care of", "via", "through", "aux (?:bons )?soins de", "par l'intermediaire de")
"""What stands before a house that only passes a letter on."""

AMBASSADORS = r"(?:ambassador|ambassadeur|ambassadrice)(?!-| at large| itinerant)"

PUBLISHERS = (r"\bamnesty international\b", r"@(?:[\w-]+\.)*(?:amnesty|aiusa|amnestyusa)\.")
"""Whoever published the document is nobody to write to."""
