"""The words an office is named with, folded (see `marks.fold`): who holds it, what stands before it, what it is for.

English, French and Spanish are whole; German, Italian and Portuguese have the offices that appeals go to. To add one:
a word of `ROLES`, in whatever language it is printed ("Taoiseach"), or a row of `OFFICES`, where its words are no
office by themselves ("Crown Prince").
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
    officer officers adviser advisor defender taoiseach tanaiste ceo cfo coo regent viceroy monarch
    keeper chamberlain clerk bailiff procurator-general advocate-general comptroller-general treasurer
    general-secretary first-secretary vice-premier vice-minister vice-governor vice-chair vice-chairperson co-president
    co-chair co-chairman moderator convenor convener guardian trustee founder owner principal headmaster
    headmistress commissar bundesprasident nuncio attache secretaries governors commissioners judges prosecutors
    ministre-delegue ministre-deleguee ministre-president vice-ministre haut-commissaire haute-commissaire batonnier
    batonniere controleur controleuse emire regisseur regisseuse administrateur administratrice conseiller
    conseillere delegue deleguee depute deputee senateur senatrice echevin eveque archeveque gerant gerante greffier
    greffiere avocat-general rapporteuse porte-parole inspecteur inspectrice sous-secretaire surintendant surintendante
    substitut president-directeur pdg vice-gouverneur vice-gouverneure co-presidente
    fiscala contralora auditora inspector inspectora coordinadora coordinador administradora administrador subdirector
    subdirectora subprocurador subprocuradora subfiscal vicegobernador vicegobernadora vicealcalde vicefiscal
    lehendakari regidor regidora concejal concejala relator relatora vocera vocero portavoz arzobispo obispo prefecto
    prefecta gerente gerenta personero personera veedor veedora asesor asesora jefes juezas jueces viceministros
    comandanta deputado deputada ouvidor ouvidora delegada prefetto questore guardasigilli ministra sottosegretario
    landeshauptmann oberburgermeister oberburgermeisterin burgermeister burgermeisterin landrat
    statsminister justitieminister statsrad minister-prezident presiden menteri gubernur panglima kapolri premjer
    prezydent prezident predsednik predsjednik hokim gubernator prokuror
""")
"""Nouns an office is held as."""

GENERALS = words("""
    attorney prosecutor secretary director procurator solicitor governor inspector consul auditor registrar advocate
    procureur directeur directrice secretaire gouverneur consule fiscal procurador procuradora secretario secretaria
    director directora inspector comisario inspecteur procuratore chief prosecutor superintendent commissioner
    contralor contralora auditora inspectora fiscala coordinador coordinadora subdirector administrator
    administrador administradora controleur administrateur comptroller controller judge commissaire postmaster
    adjutant surgeon gerente gerenta subprocurador subprocuradora subfiscal vicefiscal manager coordinator
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
    managing party field parliamentary opposition presiding ruling divisional municipal metropolitan paramount
    hereditary spiritual religious apostolic commanding regent lead non-executive independent group former incoming
    outgoing principal adjoint adjointe tercer tercera segundo segunda
    correctional penitentiary judicial detention
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
    activities sovereignty communist socialist party parties delegate officer officers adviser advisor defender
    prosecutor privy coalition alliance borders customs revenue electoral anti-corruption corruption integrity
    taxation aviation maritime railways correction rehabilitation probation parole pardons homeland wildlife tribal
    disability disabilities disappeared disappearances torture prevention memory nuclear strategic operations operation
    counterterrorism counter-terrorism anti-terrorism anti-terror crimes organised organized homicide special
    operational districts district provinces counties municipality municipal metropolitan diocese archdiocese orthodox
    catholic anglican episcopal guidance endowments supervisory supervision inspection citizens complaints
    compliance corporate organisation organization academy schools universities politburo presidium
    secretariat standing consultative penal african asian european arab
    judiciaire judiciaires territoriale territorial renseignement douanes regionale regionales locale rurale sociale
    humanitaire provinciale provincial communiste socialiste syndicat legislatif legislative electorale
    constitutionnelle constitutionnel administratif administrative speciale delegue deleguee adjoint adjointe
    departemental departementale
    presidencial judiciales penitenciarias carcelario carcelaria policial nacionales provinciales departamental
    distrital metropolitano metropolitana comunal rurales urbano urbana publicas agraria agrario agropecuario
    electorales tributaria estatal republicana criminales migratorio comunista socialista militares aerea especial
    especiales especializada especializado administrativa administrativo economica economicas interina interino
""")
"""Words that go on naming an office, where a name would begin otherwise."""

OFFICES = (
    "crown prince(?:ss)?", "prince(?:ss)? regent", "(?:sovereign )?prince of", "(?:grand )?duke of", "grand duke",
    "(?:arch)?bishop of", "patriarch of", "presiding bishop", "grand (?:mufti|imam|ayatollah|rabbi)", "chief rabbi",
    "mufti of", "supreme leader", "spiritual leader", "dalai lama",
    "(?:military |army |navy )?(?:judge )?advocate[ -]general", "judge advocate",
    (
        "district (?:attorney|commissioner|judge|magistrate|collector|governor|officer|prosecutor|administrator"
        "|secretary|chief|president|mayor|superintendent|coordinator|head)"
    ),
    "city (?:attorney|manager|mayor|prosecutor|administrator|clerk)", "town (?:clerk|mayor)", "village (?:head|chief)",
    "(?:procurator|procureur|procurador) fiscal", "field office director", "member of (?:parliament|congress)",
    "(?:general|country|plant|site|regional|project) manager", "lord (?:advocate|president|justice clerk)",
    "master of the rolls", "surgeon general", "serjeant[- ]at[- ]arms", "queen mother", "chief whip",
    "first minister", "senior minister",
    "prince heritier", "grand[- ]duc", "archeveque de", "eveque de", "procureur fiscal", "officier du ministere public",
    "principe heredero", "princesa heredera", "arzobispo de", "obispo de",
)  # fmt: skip
"""Offices of several words that are none by themselves, or are a title of names or a word of streets."""

HYPHENED = r"(?:[^\W\d_]+-)+(?:general|generale|in-chief|elect|designate|major)"
"""An office and what is added to it, as one word: "Procurator-General"."""

SURNAMES = words("""
    king queen bishop judge justice sheriff warden mayor leader head chief speaker chancellor dean prince regent
    marshal rey reina alcalde fiscal juez garde roi maire clerk keeper guardian chamberlain
    abbot principal owner premier richter konig capo doyen prefet delegado consul
""")
"""Offices that are surnames too: after the name of a place alone they may be somebody's ("Jordan King")."""

ORDINALS = words("""
    first second third primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo primera segunda tercera
    cuarta quinta sexta
""")
"""What tells one court of a place from another: "Juez Segundo de Control"."""

COMPANIES = words("""
    ltd limited inc incorporated plc llc llp gmbh ag sa s.a s.a.s sas sarl s.a.r.l spa s.p.a nv n.v bv b.v ab oy corp
    corporation company co group holding holdings bank oil petroleum enterprises industries newspaper herald times
    radio television daily press association union syndicate church mosque temple
""")
"""What a company, a paper or a club is known by: no office."""
