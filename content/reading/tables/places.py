"""The cities embassies, consulates and missions stand in, and how a country is printed at the end of an address.

To add a city, put it into its country's row, folded (see `marks.fold`). A city that is also somewhere else, as a name
or as a street, only counts at the end of an address.
"""

from content.reading.tables import words

_CITIES = {
    "AE": "abu dhabi; dubai; dubayy", "AF": "kabul; kaboul", "AL": "tirana", "AM": "yerevan; erevan", "AO": "luanda",
    "AR": "buenos aires; ciudad autonoma de buenos aires; caba", "AT": "vienna; wien; vienne; viena",
    "AU": "canberra; yarralumla; sydney; melbourne; brisbane; perth; adelaide; red hill; o'malley; deakin; barton",
    "AZ": "baku; bakou", "BA": "sarajevo", "BB": "bridgetown", "BD": "dhaka; dacca", "BF": "ouagadougou",
    "BE": "brussels; bruxelles; bruselas; brussel; antwerp; antwerpen; anvers; uccle; ixelles", "BG": "sofia",
    "BH": "manama", "BI": "bujumbura; gitega", "BJ": "cotonou; porto-novo", "BN": "bandar seri begawan",
    "BO": "la paz; sucre", "BR": "brasilia; brasilia df; sao paulo; rio de janeiro", "BS": "nassau", "BT": "thimphu",
    "BW": "gaborone", "BY": "minsk", "BZ": "belmopan", "CD": "kinshasa", "CF": "bangui",
    "CA": "ottawa; toronto; montreal; vancouver; calgary; edmonton; quebec; ville de quebec; halifax; winnipeg",
    "CG": "brazzaville",
    "CH": "bern; berne; berna; geneva; geneve; ginebra; genf; ginevra; zurich; basel; bale; lausanne",
    "CI": "abidjan; yamoussoukro", "CL": "santiago; santiago de chile", "CM": "yaounde; douala",
    "CN": "beijing; peking; pekin; shanghai; guangzhou; chengdu",
    "CO": "bogota; bogota d.c; bogota dc; santafe de bogota", "CR": "san jose de costa rica",
    "CU": "havana; la habana; la havane; ciudad de la habana", "CV": "praia", "CY": "nicosia; nicosie",
    "CZ": "prague; praha; praga; prag", "DJ": "djibouti", "DO": "santo domingo",
    "DE": "berlin; bonn; hamburg; frankfurt; frankfurt am main; munich; munchen; dusseldorf; cologne; koln; stuttgart",
    "DK": "copenhagen; copenhague; kobenhavn; københavn; københavn k; hellerup; charlottenlund", "EE": "tallinn",
    "DZ": "algiers; alger; argel", "EC": "quito; guayaquil", "EG": "cairo; le caire; el cairo", "ER": "asmara",
    "ES": "madrid; barcelona; barcelone", "ET": "addis ababa; addis abeba", "FI": "helsinki", "FJ": "suva",
    "FR": "paris; neuilly-sur-seine; strasbourg; marseille; lyon; estrasburgo; toulouse; nice; bordeaux; lille",
    "GA": "libreville", "GE": "tbilisi; tbilissi", "GH": "accra", "GM": "banjul", "GN": "conakry", "GQ": "malabo",
    "GB": "london; londres; londra; edinburgh; edimbourg; manchester; cardiff; belfast", "GW": "bissau",
    "GR": "athens; athenes; atenas", "GT": "guatemala city; ciudad de guatemala", "GY": "georgetown", "HK": "hong kong",
    "HN": "tegucigalpa; tegucigalpa m.d.c", "HR": "zagreb", "HT": "port-au-prince", "HU": "budapest",
    "ID": "jakarta; djakarta; yakarta; jakarta selatan; jakarta pusat", "IE": "dublin; dublin 2; dublin 4",
    "IL": "tel aviv; tel-aviv; jerusalem", "IN": "new delhi; mumbai; chennai; kolkata; nueva delhi",
    "IQ": "baghdad; bagdad; erbil", "IR": "tehran; teheran", "IS": "reykjavik", "IT": "rome; roma; rom; milan; milano",
    "JM": "kingston", "JO": "amman; amman 11118", "JP": "tokyo; tokio; osaka; minato-ku", "KE": "nairobi",
    "KG": "bishkek; bichkek", "KH": "phnom penh", "KP": "pyongyang", "KR": "seoul; seul", "KW": "kuwait city",
    "KZ": "astana; nur-sultan; almaty", "LA": "vientiane", "LB": "beirut; beyrouth", "LK": "colombo", "LR": "monrovia",
    "LS": "maseru", "LT": "vilnius", "LU": "luxembourg; luxemburg", "LV": "riga", "LY": "tripoli", "MA": "rabat",
    "MD": "chisinau", "ME": "podgorica", "MG": "antananarivo", "MK": "skopje", "ML": "bamako", "MM": "yangon; rangoon",
    "MN": "ulaanbaatar; ulan bator", "MR": "nouakchott", "MT": "valletta", "MU": "port louis", "MV": "male",
    "MW": "lilongwe; blantyre", "MX": "mexico city; ciudad de mexico; mexico d.f; mexico df; cdmx", "MZ": "maputo",
    "MY": "kuala lumpur; putrajaya", "NA": "windhoek", "NE": "niamey", "NG": "abuja; lagos", "NI": "managua",
    "NL": "the hague; la haye; la haya; den haag; 's-gravenhage; amsterdam; rotterdam", "NO": "oslo", "NP": "kathmandu",
    "NZ": "wellington; auckland", "OM": "muscat; mascate", "PA": "panama city; ciudad de panama", "PE": "lima; lima 1",
    "PG": "port moresby", "PH": "manila; manille; quezon city; makati; makati city; pasay city", "PK": "islamabad",
    "PL": "warsaw; warszawa; varsovie; varsovia; warschau", "PS": "ramallah",
    "PT": "lisbon; lisboa; lisbonne; lissabon", "PY": "asuncion", "QA": "doha", "RO": "bucharest; bucuresti; bucarest",
    "RS": "belgrade; beograd; belgrado",
    "RU": "moscow; moscou; moskva; moscu; mosca; moskau; saint petersburg; st. petersburg", "RW": "kigali",
    "SA": "riyadh; riyad; riad; jeddah", "SD": "khartoum; jartum", "SE": "stockholm; estocolmo; gothenburg",
    "SG": "singapore; singapour; singapur", "SI": "ljubljana", "SK": "bratislava", "SL": "freetown", "SN": "dakar",
    "SO": "mogadishu; mogadiscio", "SR": "paramaribo", "SS": "juba", "SV": "san salvador", "SY": "damascus; damas",
    "SZ": "mbabane", "TD": "n'djamena; ndjamena; n'djamena", "TG": "lome", "TH": "bangkok", "TJ": "dushanbe; douchanbe",
    "TL": "dili", "TM": "ashgabat; achgabat", "TN": "tunis; tunez", "TR": "ankara; istanbul; estambul",
    "TT": "port of spain", "TW": "taipei", "TZ": "dar es salaam; dodoma", "UA": "kyiv; kiev; kyjiv", "UG": "kampala",
    "UY": "montevideo",
    "US": "washington; new york; los angeles; chicago; houston; san francisco; miami; boston; atlanta;"
    " seattle; nueva york; philadelphia; austin; dallas; detroit; denver; phoenix; san diego; new orleans; honolulu",
    "UZ": "tashkent; tachkent; taskent", "VA": "vatican city; citta del vaticano", "VE": "caracas",
    "VN": "hanoi; ha noi", "XK": "pristina; prishtina", "YE": "sana'a; sanaa; aden",
    "ZA": "pretoria; cape town; johannesburg; arcadia; hatfield", "ZM": "lusaka", "ZW": "harare",
}  # fmt: skip

CITIES = {city.strip(): country for country, cities in _CITIES.items() for city in cities.split(";")}
"""City, folded, to the ISO country it is in."""

COUNTRIES = {
    "usa": "US", "u.s.a.": "US", "u.s.a": "US", "united states of america": "US", "etats-unis d'amerique": "US",
    "eeuu": "US", "ee.uu": "US", "ee. uu": "US", "estados unidos de america": "US",
    "uk": "GB", "u.k.": "GB", "u.k": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB",
    "angleterre": "GB", "inglaterra": "GB", "the netherlands": "NL", "holland": "NL", "holanda": "NL",
    "russian federation": "RU", "federation de russie": "RU", "federacion de rusia": "RU", "federacion rusa": "RU",
    "republic of korea": "KR", "czech republic": "CZ", "republique tcheque": "CZ", "republica checa": "CZ",
    "brunei darussalam": "BN",
    "turkey": "TR", "turquie": "TR", "turkiye": "TR", "republic of ireland": "IE", "deutschland": "DE", "espana": "ES",
    "schweiz": "CH", "suisse": "CH", "svizzera": "CH", "osterreich": "AT", "italia": "IT", "brasil": "BR",
    "belgie": "BE", "belgien": "BE", "frankreich": "FR", "burma": "MM", "zaire": "CD", "cote d'ivoire": "CI",
    "ivory coast": "CI", "uae": "AE", "u.a.e": "AE", "drc": "CD", "rdc": "CD", "islamic republic of iran": "IR",
    "people's republic of china": "CN", "pr china": "CN", "macedonia": "MK", "swaziland": "SZ", "viet nam": "VN",
    "syrian arab republic": "SY", "democratic republic of congo": "CD", "republique democratique du congo": "CD",
    "democratic republic of the congo": "CD", "cape verde": "CV", "east timor": "TL", "vietnam": "VN", "mejico": "MX",
}  # fmt: skip
"""Names an address may end with that the standard lists (English, French, Spanish) do not hold."""

AFTER_A_CITY = words("""
    dc d.c ny n.y ca il tx ga fl ma wa cedex city on ont ontario qc quebec bc act nsw vic d.f df centro mitte q.c n.w
""") | {""}
"""What may stand between a city and the end of its line, besides digits."""

POSTCODES = {
    "US": r"\b(?:[A-Z]{2}|D\.\s?C\.|N\.\s?Y\.),?\s+\d{5}(?:-\d{4})?$",
    "CA": r"\b[A-Z]\d[A-Z][ -]?\d[A-Z]\d$",
    "GB": r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}$",
}
"""Postcodes that no other country prints so, at the end of a line."""
