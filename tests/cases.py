"""Invented Urgent Actions for tests: built by hand, so that nothing but the code under test can be wrong."""

from datetime import date

from content.action import Letter, Person, Target, UrgentAction

MINISTER = Target(
    name="Jeanne Exemple",
    role="Minister of the Interior",
    address=("Ministry of the Interior", "1 place de l'Exemple", "75000 Paris, France"),
    emails=("minister@interior.example.org", "office@interior.example.org"),
    faxes=("+33 (0)1 99 00 12 34",),
)
AMBASSADOR = Target(
    name="Paul Modèle",
    role="Ambassador",
    address=(),
    phones=("202 555 0123",),
    x_handles=("@example_embassy",),
    contact_forms=("https://embassy.example.org/contact",),
    salutation="Dear Ambassador",
    accredited_to="US",
)


def invented(number: str = "901/26", deadline: date | None = date(2026, 3, 1), **changed: object) -> UrgentAction:
    """One person, a minister (letter, e-mail, fax) and an embassy in Washington (phone, X, form), a letter."""
    values: dict[str, object] = {
        "number": number,
        "index": "EUR 21/0001/2026",
        "country": "France",
        "title": "REFUGEE MAY BE SENT BACK TO TORTURE",
        "summary": "B.T. fled torture and was taken in. Now he may be sent back within days.",
        "people": (Person(name="B.T.", withheld=True, pronouns="he, him"),),
        "targets": (MINISTER, AMBASSADOR),
        "letter": Letter(
            salutation="Dear Minister Exemple,",
            paragraphs=("I write to you about B.T., who is held and may be sent back.", "I ask you to let him stay."),
            closing="Yours sincerely,",
        ),
        "background": ("B.T. has lived in France for ten years.",),
        "languages": ("fr", "en"),
        "deadline": deadline,
    }
    return UrgentAction(**(values | changed))  # type: ignore[arg-type]  # a test names only real fields


def in_french(action: UrgentAction) -> UrgentAction:
    """The same action's French text."""
    from dataclasses import replace

    return replace(
        action,
        language="fr",
        title="UN RÉFUGIÉ RISQUE LA TORTURE",
        summary="B.T. a fui la torture. Il peut être renvoyé d'un jour à l'autre.",
        letter=Letter(
            salutation="Madame la Ministre,",
            paragraphs=("Je vous écris au sujet de B.T.", "Je vous demande de le laisser rester."),
            closing="Veuillez agréer mes salutations,",
        ),
        targets=(
            replace(action.targets[0], role="ministre de l'Intérieur"),
            replace(action.targets[1], role="ambassadeur", salutation="Monsieur l'Ambassadeur"),
        ),
    )
