"""French phrases."""

from content.appeals.phrases.shape import Phrases

FRENCH = Phrases(
    greeting="Madame, Monsieur",
    anybody="Madame, Monsieur",
    ends=",",
    about="Je vous écris au sujet de {}.",
    asks="Voici mes demandes :",
    closing="Veuillez agréer l’expression de ma haute considération.",
    signature="[Votre nom ou vos initiales, ville et pays]",
    attention="À l’attention de : {}",
    topic="Objet : {}",
    demands=(
        r"\b(?:je|nous) (?:(?:vous|en|les|leur|lui|\w+ment) ){0,3}"
        r"(?:demand|pri|exhort|appel|enjoi|engag|conjur|suppli|sollicit|invit)\w*"
        r"|\bveuillez (?!agréer|recevoir|croire)|\bmerci de |\bmes demandes?\b"
        r"|^(?:demand|exhort|appel|pri)(?:er|ant|ez) "
    ),
)
