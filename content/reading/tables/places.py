"""The cities embassies, consulates and missions stand in, and how a country is printed at the end of an address."""

CITIES = {
    "washington": "US", "new york": "US", "los angeles": "US", "chicago": "US", "houston": "US", "san francisco": "US",
    "ottawa": "CA", "toronto": "CA", "montreal": "CA", "vancouver": "CA", "ciudad de mexico": "MX", "mexico city": "MX",
    "london": "GB", "londres": "GB", "edinburgh": "GB", "dublin": "IE", "paris": "FR", "neuilly-sur-seine": "FR",
    "strasbourg": "FR", "marseille": "FR", "brussels": "BE", "bruxelles": "BE", "the hague": "NL", "la haye": "NL",
    "den haag": "NL", "amsterdam": "NL", "luxembourg": "LU", "berlin": "DE", "bonn": "DE", "vienna": "AT", "wien": "AT",
    "vienne": "AT", "bern": "CH", "berne": "CH", "geneva": "CH", "geneve": "CH", "madrid": "ES", "lisbon": "PT",
    "lisboa": "PT", "lisbonne": "PT", "rome": "IT", "roma": "IT", "copenhagen": "DK", "copenhague": "DK", "oslo": "NO",
    "stockholm": "SE", "helsinki": "FI", "reykjavik": "IS", "warsaw": "PL", "warszawa": "PL", "varsovie": "PL",
    "prague": "CZ", "praha": "CZ", "budapest": "HU", "athens": "GR", "athenes": "GR", "bucharest": "RO", "sofia": "BG",
    "belgrade": "RS", "zagreb": "HR", "ljubljana": "SI", "bratislava": "SK", "vilnius": "LT", "riga": "LV",
    "tallinn": "EE", "kyiv": "UA", "kiev": "UA", "moscow": "RU", "moscou": "RU", "ankara": "TR", "istanbul": "TR",
    "tokyo": "JP", "seoul": "KR", "beijing": "CN", "pekin": "CN", "hong kong": "HK", "taipei": "TW", "bangkok": "TH",
    "manila": "PH", "kuala lumpur": "MY", "jakarta": "ID", "new delhi": "IN", "islamabad": "PK", "kathmandu": "NP",
    "canberra": "AU", "yarralumla": "AU", "sydney": "AU", "wellington": "NZ", "pretoria": "ZA", "nairobi": "KE",
    "abuja": "NG", "accra": "GH", "dakar": "SN", "abidjan": "CI", "addis ababa": "ET", "cairo": "EG", "le caire": "EG",
    "rabat": "MA", "tunis": "TN", "algiers": "DZ", "alger": "DZ", "amman": "JO", "beirut": "LB", "beyrouth": "LB",
    "doha": "QA", "abu dhabi": "AE", "riyadh": "SA", "tel aviv": "IL", "bogota": "CO", "lima": "PE", "quito": "EC",
    "caracas": "VE", "brasilia": "BR", "buenos aires": "AR", "montevideo": "UY", "asuncion": "PY",
}  # fmt: skip

COUNTRIES = {
    "usa": "US", "u.s.a.": "US", "u.s.a": "US", "united states of america": "US", "etats-unis d'amerique": "US",
    "uk": "GB", "u.k.": "GB", "england": "GB", "scotland": "GB", "great britain": "GB", "angleterre": "GB",
    "the netherlands": "NL", "russian federation": "RU", "federation de russie": "RU", "republic of korea": "KR",
    "czech republic": "CZ", "republique tcheque": "CZ", "turkey": "TR", "turquie": "TR",
}  # fmt: skip
"""Names an address may end with that the standard lists (English and French) do not hold."""
