"""English phrases."""

from content.appeals.phrases.shape import Phrases

ENGLISH = Phrases(
    greeting="Dear {}",
    anybody="Dear Sir or Madam",
    ends=",",
    about="I am writing to you about {}.",
    asks="These are my requests:",
    closing="Yours sincerely,",
    signature="[Your name or initials, town and country]",
    attention="For the attention of: {}",
    topic="Subject: {}",
    demands=(
        r"\b(?:i|we) (?:\w+ ){0,4}(?:urge|ask|request|appeal|call (?:up)?on|implore|beg|demand|entreat)\b"
        r"|\b(?:i am|i'm|we are) (?:\w+ )?(?:urging|asking|calling|appealing|requesting)\b"
        r"|\b(?:please|my requests?)\b|^(?:urging|asking|calling|requesting|demanding) "
    ),
)
