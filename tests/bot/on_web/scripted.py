"""A scripted supporter's walk with a case that was made up, for looking at the page without a database."""

from content.message import Attachment, Copy, Link, Message, Press, Span
from handlers.turn import Event, Reply, Turn

LETTER = (
    "Dear Minister,\n\n"
    "I am writing to you about Mira Tolen, a teacher who has been held in Varna prison since 3 March for reading a "
    "list of names aloud in a public square. She has not seen a lawyer, and her family was told where she is only "
    "after eleven days.\n\n"
    "Reading names aloud is no crime. It is what people do who do not want others to be forgotten, and your own "
    "constitution protects it.\n\n"
    "I ask you to see to it that Mira Tolen is released at once and without conditions; that until then she sees a "
    "lawyer of her choice, her family and a doctor; and that whoever decided to hold her in secret answers for it.\n\n"
    "I shall follow what happens to her, and so will many others.\n\n"
    "Yours sincerely,"
)
ARABIC = "السيد الوزير،\n\nأكتب إليكم بشأن ميرا تولين، المعلمة المحتجزة منذ 3 مارس."
HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script> <b>bold?</b> {{ 7*7 }}'

WELCOME = Message(
    (
        Span("Urgent Actions of the Harbour Section. ", bold=True),
        Span("We send you appeals for people in danger; you write to those who decide.\n\n"),
        Span(
            "We keep a coded form of this chat’s number, your language and what you tell us you sent. "
            "No name, no letters. "
        ),
        Span("How we handle it", link="https://example.org/privacy"),
        Span(" · leave any time: "),
        Span("/stop", code=True),
    ),
    ((Press("Join", "j"), Press("Language: English", "l")),),
)
ALERT = Message(
    (
        Span("Mira Tolen · Lunaria · 4 days left", bold=True),
        Span(
            " (until 26 February)\n\n"
            "A teacher is held in secret for reading a list of names aloud in a public square.\n\n"
        ),
        Span("We ask: ", bold=True),
        Span("release her at once; until then a lawyer, her family, a doctor."),
    ),
    ((Press("Take action", "t"),), (Press("More about this case", "m"), Press("Later", "later"))),
)
ASK = Message(
    (Span("Who do you want to reach? ", bold=True), Span("4 days left: e-mail or fax arrives in time.")),
    (
        (Press("Quickest way", "q"),),
        (Press("Minister of Justice", "q"), Press("Governor of Varna prison", "q")),
        (Press("Back", "b"),),
    ),
)
APPEAL = Message(
    (
        Span("E-mail to the Minister of Justice. ", bold=True),
        Span(
            "She reads English.\n"
            "The letter is too long to travel with the button: copy it, paste it, add a line of your own.\n\n"
        ),
        Span(LETTER, block=True),
        Span("\n\nOr in Arabic:\n\n"),
        Span(ARABIC, block=True),
    ),
    (
        (Link("Open in Gmail", "https://mail.google.com/mail/?view=cm"), Link("Outlook", "https://outlook.live.com/")),
        (Copy("Copy address", "minister@justice.example"), Copy("Copy subject", "Mira Tolen")),
        (Press("I sent it", "sent"), Press("Could not send", "could"), Press("Later", "later")),
        (Press("Back", "b"),),
    ),
)
THANKS = Message(
    (Span("Thank you. ", bold=True), Span("You are one of 412 people who wrote for Mira Tolen.")),
    ((Press("Undo", "q"), Press("Pass it on", "p")),),
)
PDF = Message(
    (Span("The same letter, to print and post."),),
    attachment=Attachment("Letter to the Minister.pdf", "application/pdf", b"%PDF-1.4 " + b"0" * 48_000),
)
COMMANDS = (
    ("/start", "Begin, or begin again"),
    ("/actions", "Who needs a letter now"),
    ("/settings", "Language, country, reminders"),
    ("/privacy", "What we keep"),
    ("/stop", "Leave"),
    ("/help", "What can be said here"),
)


class Scripted:
    """An `Answer` that keeps the turns it was given and treats a repeated key as a repeat: `done` counts the new."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.done = 0
        self.fail_next = 0
        self._drawn: dict[str, Reply] = {}

    async def __call__(self, turn: Turn) -> Reply:
        self.turns.append(turn)
        if self.fail_next:
            self.fail_next -= 1
            raise RuntimeError("the database is away, says <secret>")
        if turn.key not in self._drawn:
            self.done += 1
            self._drawn[turn.key] = self._answer(turn)
        return self._drawn[turn.key]

    def _answer(self, turn: Turn) -> Reply:
        if turn.event is Event.SAID:
            if turn.what.startswith("/start"):
                return Reply(messages=(WELCOME,))
            return Reply(messages=(Message((Span(f"You said: {turn.what}"),)),))
        match turn.what:
            case "j":
                joined = Message((Span("You have joined. "), Span("Alerts come here.", italic=True)))
                return Reply(messages=(joined, ALERT), in_place=True)
            case "t":
                return Reply(messages=(ASK,))
            case "q":
                return Reply(messages=(APPEAL,), in_place=True)
            case "b":
                return Reply(messages=(ASK,), in_place=True)
            case "sent":
                return Reply(messages=(THANKS, PDF), in_place=True)
            case "m":
                return Reply(messages=(Message((Span(HOSTILE),)),))
            case "later":
                return Reply(note="We will remind you tomorrow at 18:00.")
        return Reply(note="This button is from an older message. /start shows what is open now.")
