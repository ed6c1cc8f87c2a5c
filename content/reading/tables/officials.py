"""The words officials, their offices and their embassies are named with, folded (see `lines.fold`).

English, French and Spanish are whole; German, Italian and Portuguese have the offices that appeals go to.
"""

from content.reading.tables import words

ROLES = words("""
    president vice-president premier prime minister ministers ambassador secretary undersecretary under-secretary
    attorney prosecutor governor governor-general director directors director-general chairman chairwoman chairperson
    chair chief head king queen sultan emir emperor empress commissioner commander commander-in-chief judge justice
    mayor speaker ombudsman ombudsperson ombudswoman consul representative leader chancellor warden
    superintendent auditor controller comptroller vice-chancellor vice-chairman intendant auditeur
    recteur
    doyen bourgmestre sous-prefet diputado diputada senador senadora bishop attorney-general solicitor-general
    auditor-general dean rector governor-general
    prosecutor-general
    inspector inspector-general coordinator administrator counsellor envoy rapporteur spokesperson spokesman
    commandant commissioner-general minister-president
    high-commissioner secretary-general solicitor sheriff registrar magistrate procurator chairmen senator
    presidente presidenta premiere ministre ministres ambassadeur ambassadrice secretaire procureur procureure
    gouverneur gouverneure directeur directrice chef cheffe roi reine commissaire juge maire mediateur mediatrice
    defenseur defenseure consule representant representante guide chancelier chanceliere prefet prefete garde charge
    envoye envoyee vice-presidente wali coordonnateur coordinateur
    ministro ministra ministros viceministro viceministra vicepresidente vicepresidenta secretario secretaria
    subsecretario subsecretaria fiscal procurador procuradora gobernador gobernadora directora jefe jefa rey reina
    comandante alcalde alcaldesa juez jueza magistrado magistrada defensor defensora embajador embajadora consejero
    consejera comisionado comisionada comisario canciller intendente contralor delegado delegada titular encargado
    encargada rector superintendente comisionados
    prasident prasidentin ministerprasident ministerin botschafter botschafterin gouverneurin konig konigin richter
    richterin direktor direktorin bundeskanzler bundeskanzlerin kanzler generalstaatsanwalt staatsanwalt
    ministri ambasciatore ambasciatrice procuratore procuratrice governatore governatrice direttore direttrice capo
    sindaco presidentessa embaixador embaixadora governador governadora secretaria-geral diretor diretora chefe
    prefeito prefeita juiz juiza presidenta-executiva
""")
"""Nouns an office is held as."""

GENERALS = words("""
    attorney prosecutor secretary director procurator solicitor governor inspector consul auditor registrar advocate
    procureur directeur directrice secretaire gouverneur consule fiscal procurador procuradora secretario secretaria
    director directora inspector comisario inspecteur procuratore chief prosecutor superintendent commissioner
""")
"""Offices that "General" goes on naming; after any other it is somebody's rank."""

COMPOUND_ROLES = r"\w+(?:minister|ministerin|prasident|prasidentin|kanzler|kanzlerin|staatsanwalt|botschafter)"
"""German writes an office as one word."""

STARTERS = words("""
    deputy acting first second third vice permanent supreme federal state special high executive interim national
    presidential cabinet union crown grand lord senior chief public foreign home civil military provincial regional
    police prison army general caretaker transitional joint lieutenant constitutional royal sub assistant honorary
    premier premiere ministre vice-premier vice-ministre haut haute encargado primer primera excelentisimo alto alta
    sub stellvertretender stellvertretende primo prima vice-primeiro primeiro primeira
""")
"""Words that stand before such a noun, and are part of the role only with it."""

PORTFOLIOS = words("""
    general state affairs interior justice security defence defense foreign home internal external public health
    education labour labor finance economy economic development immigration migration citizenship integration human
    rights relations cooperation trade industry energy environment climate culture sports communications information
    transport police prisons prison correctional penitentiary corrections service services administration authority
    committee commission council court assembly parliament senate national federal federation republic kingdom
    emirates union states nations region republics islamic people's democratic united religious social welfare women
    family families children youth gender equality minorities indigenous peoples land lands agriculture water mines
    planning local government territories overseas veterans science technology tourism staff forces armed army navy
    cabinet investigative criminal investigation investigations prosecution prosecutions appeals constitutional supreme
    judiciary order law enforcement emergency situations executive deputy acting higher research scientific
    international expatriates diaspora nationals solidarity employment housing urban rural infrastructure regional
    provincial civil military political legal constitutional parliamentary reform reforms peace reconciliation drugs
    narcotics control central bureau intelligence secret guard guards police inspectorate inspector secretary minister
    head chief chair president prime central bank treasury commerce fisheries forestry natural resources petroleum oil
    works roads transportation arts heritage media broadcasting youth affairs community communities multicultural
    extraordinary plenipotentiary military revolutionary transitional sovereign interim governing board office
    department directorate division investigating advocate advocates auditor registrar high appeal first instance
    execution punishments sentences detention juvenile medical sanitary consumer protection refugees asylum integration
    interieure interieur etrangeres etranger sceaux droits humains homme securite publique publics nationale national
    europe exterieures sante travail republique generale generaux d'etat federale russe affaires solidarite solidarites
    plenipotentiaire extraordinaire justice defense armees educacion education enseignement superieur recherche
    cooperation developpement economie finances budget culture communication jeunesse sport interculturel promotion
    femme femmes famille enfance egalite migration migrations ville logement transports agriculture environnement
    ecologie numerique outre-mer collectivites territoriales fonction administration decentralisation amenagement
    territoire cultes penitentiaire penitentiaires etablissements prisons gendarmerie police cassation appel instance
    grande premiere tribunal cour supreme conseil ministres assemblee senat executif transition militaire etat-major
    estado nacion republica justicia interior exteriores relaciones seguridad publica gobernacion defensa gobierno
    salud educacion trabajo economia hacienda ambiente medio agricultura cultura desarrollo social inclusion mujer
    mujeres ninez familia derechos humanos humana pueblos indigenas migracion migraciones exterior culto
    ciudadana ciudadano constitucional plurinacional bolivariana federal federativa general adjunto adjunta nacional
    judicial penal penitenciario penitenciarios penitenciaria carceles corte suprema supremo superior superiores
    tribunal congreso senado
    asamblea legislativa camara diputados consejo comision ejecutivo ejecutiva policia ejercito armadas fuerzas
    militar municipal distrito fiscalia extranjeros asuntos culturales politica politicas presidencia provincia
    giustizia interno esteri difesa affari salute lavoro stato repubblica generale justica interna negocios
    estrangeiros relacoes exteriores defesa saude publico justiz innern innere auswartigen aussern justizvollzug
""")
"""Words that go on naming an office, where a name would begin otherwise."""

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
    assembly senate court commission committee government secretariat administration headquarters council agency
    service presidency kremlin residence chancery delegation representation prosecution directorate institution
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
