"""The words beside an office: connectors, honorifics and titles, houses, streets, and who is nobody to write to.

All are folded (see `marks.fold`). English, French and Spanish are whole; German, Italian and Portuguese have what
stands beside the offices that appeals go to. The offices themselves are in `roles.py`.
"""

from content.reading.tables import words

CONNECTORS = words("""
    of for the and & to on at in de du des la le les et aux au a en pour pres chargee y del los las el para con por
    do da dos das e em di della dello dei degli delle per der die das und fur im am zum zur von with against charged
    entre sur within responsible attached
""")
"""The word after one of these belongs to the office."""

OPENERS = words("""
    new south north east west saint san santa el united sierra sri saudi costa great central nueva nuevo puerto santo
    rio papua burkina equatorial northern southern eastern western buenos los las ciudad la
""")
"""First words of a place: the next belongs to it."""

HONORIFICS = (
    "his excellency", "her excellency", "their excellenc(?:y|ies)", "your excellency", r"h\.?\s?e\.?(?=\s)",
    "the right honou?rable", r"(?:the )?rt\.? hon\.?(?=\s)", r"the hon(?:ou?rable|\.)?(?=\s)", "honou?rable",
    r"hon\.?(?=\s)", "(?:his|her) (?:majesty|honou?r|holiness|worship|(?:royal |serene )?highness)", r"h\.?m\.(?=\s)",
    r"h\.?r\.?h\.?(?=\s)", r"son excellence(?: monsieur| madame)?(?: (?:le|la))?", "sa majeste(?: le| la)?",
    r"s\.?\s?e\.?(?:\s?mm?\.?)?(?=\s)", "monsieur (?:le|l')", "madame (?:la|le|l')", r"m\. (?:le|l')", "mme (?:la|l')",
    "excelentisim[oa](?: senora?| sra?)?", "su excelencia(?: el| la)?",
    r"(?:excm[oa]|ilm[oa]|exm[oa])s?\.?(?: sra?\.?)?",
    r"senora?(?=\s(?:president|ministr|fiscal|gobernador|director|secretari|procurador|embajador|alcald|jue|jef))",
    r"sra?\.?(?=\s(?:president|ministr|fiscal|gobernador|director|secretari|procurador|embajador|alcald|jue|jef))",
    r"mr\.? (?=(?:president|prime|minister|ambassador|attorney|governor|prosecutor|chief|director|secretary|deputy)\b)",
    "sua eccellenza", "sua excelencia(?: o| a)?", "seine exzellenz", "ihre exzellenz", r"s\.\s?e\.?(?=\s)",
    "the", "le", "la", "el", "l'", "il",
)  # fmt: skip
"""What may stand before a role; dropped there."""

TITLES = (
    r"mrs?", r"ms", r"miss", r"mx", r"dr\.?a?", r"prof(?:essor|esseur|esor|a)?", r"hon(?:ou?rable)?", r"rev(?:erend)?",
    r"sir", r"dame", r"lady", r"mm?", r"mme", r"mlle", r"me", r"monsieur", r"madame", r"maitre", r"docteur",
    r"sra?", r"srta", r"senor(?:a|ita)?", r"don", r"dona", r"licd?[oa]?", r"licenciad[oa]", r"ing", r"ingenier[oa]",
    r"mtr[oa]", r"maestr[oa]", r"arq", r"abog(?:ad[oa])?", r"cnel", r"gral", r"tte", r"cap", r"alm", r"excm[oa]",
    r"ilm[oa]", r"exm[oa]", r"excelentisim[oa]", r"herrn?", r"frau", r"dott(?:\.?ssa)?", r"on", r"sig(?:\.?ra)?",
    r"dom", r"eng(?:enheir[oa])?", r"gen", r"general(?!\s(?:prosecutor|secretary|director|manager|counsel|assembly))",
    r"lt", r"lieutenant", r"maj", r"major", r"col", r"colonel", r"coronel", r"capt", r"captain", r"capitan", r"brig",
    r"brigadier", r"adm", r"admiral", r"almirante", r"commodore", r"field marshal", r"air (?:chief |vice )?marshal",
    r"marshal", r"marechal", r"vice[- ]admiral", r"(?:vice[- ])?senior general", r"senior", r"justice", r"engr?",
    r"engineer", r"barrister", r"advocate", r"adv", r"alhaji", r"hajji", r"hajj?", r"hajah?", r"datuk", r"dato'?",
    r"tan sri", r"tun", r"u", r"daw", r"sheikha?", r"shaikha?", r"cheikh", r"sayy?id", r"sayyed", r"syed", r"seyed",
    r"ayatollah", r"hoj+at[- ]?(?:ol|al)[- ]?(?:i|e)?slam", r"imam", r"maulana", r"mullah", r"archbishop", r"bishop",
    r"prince(?:ss)?", r"shri", r"smt", r"ato", r"wro", r"lord", r"crown prince", r"pengiran", r"tengku", r"haj",
    r"first lieutenant", r"pol", r"magistrad[oa]", r"juez(?:a)?", r"judge", r"lieutenant[- ]colonel",
    r"police (?:general|colonel|major)", r"commissaire", r"contre-amiral", r"amiral",
)  # fmt: skip
"""What may stand before a name, with or without a full stop."""

COURTESIES = (
    r"mrs?", r"ms", r"miss", r"mx", r"mm?", r"mme", r"mlle", r"monsieur", r"madame", r"sra?", r"srta",
    r"senor(?:a|ita)?",
    r"don", r"dona", r"excm[oa]", r"ilm[oa]", r"exm[oa]", r"excelentisim[oa]", r"herrn?", r"frau", r"sig(?:\.?ra)?",
    r"h\.?\s?e", r"s\.?\s?e", r"(?:his|her) excellency", r"son excellence", r"su excelencia", r"sua excelencia",
    r"(?:his|her) (?:majesty|honou?r)", r"sa majeste", r"h\.m",
)  # fmt: skip
"""Titles that say no more than that somebody is spoken to: dropped, where a rank or a degree stays with the name."""

PARTICLES = words("""
    de da do dos das di del della van der den von zu bin ben bint ibn al el la le du of y e i und ter abu ag ould mint
    ul ur as es ad-din los las st te ten af
""")
"""Words within a name that may be printed small."""

INSTITUTIONS = words("""
    ministry ministries office offices embassy consulate mission department bureau cabinet palace house parliament
    quartier assembly senate court commission committee government secretariat administration headquarters council
    agency service presidency kremlin residence chancery delegation representation prosecution directorate institution
    hospital university branch unit squad section jail barracks facility directorate-general prosecutor's
    premiership judiciary
    police
    prison federation diwan dewan majlis congress board
    authority corps centre center high-commission tribunal academy
    ministere ambassade consulat palais hotel prefecture presidence parlement senat cour commissariat gouvernement
    secretariat-general conseil agence parquet permanente primature gouvernorat mairie chancellerie assemblee
    direction inspection maison gendarmerie
    ministerio embajada consulado palacio presidencia fiscalia procuraduria gobernacion tribunal corte congreso senado
    camara comision comandancia oficina despacho defensoria casa gobierno alcaldia cancilleria jefatura consejo
    policia asamblea instituto juzgado subsecretaria direccion
    ministerium bundesministerium botschaft kanzlei bundeskanzleramt prasidialamt amt generalkonsulat staatskanzlei
    ministero ambasciata palazzo presidenza procura consolato governo ministerio embaixada presidencia procuradoria
    governo esplanada assembleia
""")

HOUSES = words("""
    bakanligi bakanlik basbakanlik basbakanligi cumhurbaskanligi baskanligi savciligi kementerian ministerstvo
    departemen vezarat ministerul ministarstvo istana wisma bhavan bhawan ministeriya ministrstvo minisztrium
    ministeriet kabinet prokuratura kabinett parlamenti kancelaria generala
""")
"""The same in other languages, anywhere in a line: in them the word is the last as often as the first."""

STREETS = words("""
    street st. str str. road rd rd. avenue ave ave. av av. avda avda. avenida blvd blvd. boulevard bd bd. square plaza
    place platz rue calle calz calzada carretera paseo praca rua via viale piazza strasse allee weg ulitsa ul ul. ulica
    ulitza prospekt pr. bulvar bulvari caddesi cad. sokak mahallesi building bldg bldg. edificio immeuble block tower
    torre floor piso etage suite room apartado casilla box bp b.p. p.o. po c.p. cp postal colonia col. barrio district
    distrito zone zona sector quartier highway hwy route km crescent gardens complex compound campus city
    ciudad town village jalan jl. jl jln path cidade bairro esq. esquina entre no. n° capitol
    cedex postfach shari' sharia kilometro quai place-de way terrace embankment naberezhnaya maidan chowk
    commune wilaya largo alameda
""")
"""Words of an address, at its beginning or its end: never a name."""

REGIONS = words("""
    state province region division camp county oblast krai territory governorate emirate island islands prefecture
    provincia departamento estado departement cercle nadu pradesh
""")
"""What a part of a country is called by, before or behind its own name: "Director, Northern Province" names nobody."""

HEADING_WORDS = words("""
    contact contacts information details address addresses addressee addressees appeal appeals target targets letter
    action actions urgent officials copies salutation background deadline languages coordonnees destinataire
    destinataires lettre appels contactos direccion direcciones destinatario destinatarios carta llamamientos
""")
"""Words of a heading over targets: never a name, and in capitals or at a line's beginning no line of an address."""

DIPLOMATIC = (
    r"embass(?:y|ies)", r"(?:general )?consulate(?: general)?", r"high commission(?! (?:for|on)\b)",
    r"permanent (?:mission|representation|delegation)", r"chancery", r"mission (?:of|to)\b",
    r"ambassades?", r"consulats?(?: general)?", r"mission permanente", r"representation permanente",
    r"delegation permanente",
    r"haut[- ]commissariat (?:de|du|d')(?!\w* ?nations)", r"embajadas?", r"consulados?(?: general)?",
    r"mision permanente",
    r"representacion permanente", r"botschaft", r"generalkonsulat", r"konsulat", r"ambasciata",
    r"consolato(?: generale)?",
    r"embaixada", r"missao permanente",
)  # fmt: skip
"""A house that stands for a country in another one."""

FORWARDERS = (
    r"c/o", "care of", "via", "through", "aux (?:bons )?soins de", "par l'intermediaire de", "a la atencion de", "p/a",
)  # fmt: skip
"""What stands before a house that only passes a letter on."""

AMBASSADORS = (
    r"(?:ambassador|ambassadeur|ambassadrice|embajadora?|botschafter(?:in)?|ambasciat(?:ore|rice)|embaixadora?)"
    r"(?!-| at large| itinerant)"
)

FIELD_NAMES = (
    "(?:full )?names?", "noms?", "nombres?", "nome", "position", "title", "role", "post", "cargo", "fonction", "titre",
    "official", "target", "recipient", "addressee", "destinataire", "destinatario", "to", "appeals? to", "write to",
    "contact", "institution",
)  # fmt: skip
"""What a line of a target may be announced by, besides its contacts; dropped."""

PUBLISHERS = (
    r"\bamnesty\s+international\b", r"\bamnistia internacional\b",
    r"@(?:[\w-]+\.)*(?:amnesty|aiusa|amnestyusa|amnistia|amnistie|amnestyinternational)\.",
    r"\b(?:www\.|//)(?:[\w-]+\.)*(?:amnesty|amnestyusa|amnistia|aiusa)\.", r"\baiusa\b",
    r"\burgent action (?:network|office|team|coordinator|program)", r"600 pennsylvania ave", r"\b5 penn plaza\b",
    r"\b1 easton street\b", r"\bamnesty (?:usa|canada|uk|ireland|australia)\b", r"\breseau d'actions? urgentes?\b",
    r"\bred de acciones? urgentes?\b", r"\buan@", r"\byour (?:own )?(?:section|amnesty)\b",
    r"\b(?:secretariado|secretariat) internacional\b",
)  # fmt: skip
"""Whoever published the document is nobody to write to."""

STRANGERS = (
    r"(?:for )?(?:media|press)\s+(?:inquir|enquir|contact|office|officer|request|release|information)\w*",
    r"(?:contacts? )?(?:presse|prensa)\b.{0,40}$", r"service de presse", r"press\s*:", r"media\s*:",
    r".{0,60}\b(?:messages?|letters?|cards?|words?|expressions?) of (?:support|solidarity|hope|encouragement)\b.*",
    r".{0,60}\bsolidarity (?:messages?|letters?|cards?|actions?)\b.*",
    r".{0,60}\b(?:messages?|lettres?|cartes?|mots?) de (?:soutien|solidarite)\b.*",
    r".{0,60}\b(?:mensajes?|cartas?|tarjetas?) de (?:apoyo|solidaridad)\b.*",
    r"(?:from|sent|to|date|subject|reply-to|return-path|received|bcc|de|envoye|enviado|para|von)\s*:.*(?:@|\d{4}|<).*",
    r"for (?:more|further) information\b.*", r"pour (?:plus|toute|de plus amples) (?:d'?\s?)?informations?\b.*",
    r"para (?:mas|mayor|obtener mas) informacion\b.*", r"please (?:insert|add) (?:local )?diplomatic.*",
    r"(?:.*\b)?(?:address|adresse|direccion) 2\b.*",
    r"(?:unsubscribe|you are receiving|to unsubscribe|share this|donate|join us).*",
)  # fmt: skip
"""How somebody is announced who is not written to: the press office, a prisoner who gets cards, a mail's sender."""

DIPLOMATS = (
    r"(?:to )?(?:the )?(?:local )?diplomatic (?:and consular )?representatives?\b.{,80}\b(?:accredited|your country)",
    r"(?:to )?(?:the )?(?:embassy|embassies|ambassador|mission)\b.{,60}\b(?:accredited to|in) your country",
    r"(?:aux? )?(?:representants?|representations?|responsables?) diplomatiques?\b",
    r"(?:a l'|au |aux )?(?:ambassade|ambassadeur|ambassades)\b.{0,60}\bdans votre pays",
    r"(?:a )?(?:la |los |las )?(?:representantes? diplomatic[oa]s?|representacion(?:es)? diplomaticas?)\b",
    r"(?:a )?(?:la )?embajada\b.{0,60}\b(?:en su|de su|en tu) pais", r"also send copies to diplomatic",
)  # fmt: skip
"""The standing remark about embassies in the reader's own country: neither a copy nor a target."""

SENTENCES = (
    r"\b(?:should|must|shall|will (?:be|not)|would|has been|have been|had been|is being|was|were|are being)\b",
    r"\b(?:calling on|urging|please|click|write to|writing to|due to|because of|appeals? (?:before|should))\b",
    r"\b(?:in your own|if (?:you|voice|there|a)|do not|don't|can be (?:sent|reached)|as soon as|may be)\b",
    r"\b(?:veuillez|merci de|priez|demandez|doit|doivent|devrait|devraient|sera|seront|a ete|ont ete|etait|cliquez)\b",
    r"\b(?:ecrivez|envoyez|en raison de|en raison du|si vous|ne pas|n'est|ne sont)\b",
    r"\b(?:por favor|debe|deben|deberia|deberian|sera|seran|ha sido|han sido|fue|fueron|haga clic|escriban?)\b",
    r"\b(?:envien|pidan|pidiendo|instando|debido a|si usted|no se)\b",
)
"""What only sentences say: an instruction, a remark or a story, and never a line of an address."""
