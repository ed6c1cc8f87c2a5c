"""What the compose page says, in the reader's language. English is the key, as everywhere."""

from collections.abc import Mapping

from content.action import Channel
from content.appeals import Label
from content.appeals.channels.form import TOPICS
from content.render import Voice

HEADINGS: Mapping[Channel, str] = {
    Channel.POST: "Your letter",
    Channel.EMAIL: "Your e-mail",
    Channel.FAX: "Your fax",
    Channel.PHONE: "Your call",
    Channel.X: "Your post on X",
    Channel.FORM: "Your message",
}


def words(voice: Voice) -> dict[str, str]:
    """By the names that the templates use."""
    return {
        "title": voice.label("Your letter"),  # of every page: phones show the titles of open tabs to who looks on
        "to": voice.label("To"),
        "subject": voice.label("Subject"),
        "letter": voice.label("The letter"),
        "new_tab": voice.label("opens in a new tab"),
        "copied": voice.label("Copied"),
        "not_copied": voice.label("Your browser did not allow copying: please select the text."),
        "by_hand": voice.label("To copy something here, tap it or hold your finger on it, and choose “Copy”."),
        "done": voice.label("Done? Go back to the chat and say so: only then is it counted."),
        # Signing
        "sign": voice.label("Sign it"),
        "optional": voice.label("optional"),
        "who_sees": voice.label(
            "Whoever opens the letter at the office will see what you write here, and may keep it. "
            "Initials are enough; you may leave it empty."
        ),
        "stays": voice.label("What you type stays on this page: it is sent to nobody, and gone when you close it."),
        "name": voice.label("Name or initials"),
        "place": voice.label("Town and country"),
        "address": voice.label("Your address, if you want an answer"),
        "initials": voice.label("Initials only"),
        # One's own words
        "unread": voice.label(
            "Your own words could not be read here, and the letter is without them. "
            "Please open this page from the chat again, or write them into the letter yourself."
        ),
        # E-mail
        "open_mail": voice.label("Open in my mail app"),
        "too_long": voice.label(
            "The letter is too long to travel with the button: copy it, open your mail app, and paste it there."
        ),
        "gmail": voice.label(Label.GMAIL),
        "outlook": voice.label(Label.OUTLOOK),
        "copy_letter": voice.label(Label.COPY_LETTER),
        "copy_address": voice.label(Label.COPY_ADDRESS),
        "copy_addresses": voice.label(Label.COPY_ADDRESSES),
        "copy_subject": voice.label(Label.COPY_SUBJECT),
        "copy_number": voice.label(Label.COPY_NUMBER),
        "copy_post": voice.label(Label.COPY_POST),
        "open_x": voice.label(Label.OPEN_X),
        # Paper
        "pdf": voice.label("The letter to print (PDF)"),
        "print": voice.label("Print this letter"),
        "only_here": voice.label("The PDF does not have what you wrote yourself: print from this page."),
        "post_to": voice.label("Print it, sign it by hand, and post it to:"),
        "fax_to": voice.label("Print it, sign it by hand, and fax it to:"),
        # A call, posts, a form
        "call": voice.label("Call:"),
        "say": voice.label("Stay polite, and hang up when you like. This is what you can say:"),
        "choose": voice.label("Choose one, and change a word: repeats are filtered out."),
        "open_form": voice.label("Open the form:"),
        "fill_in": voice.label("Copy the text into the form, in pieces if it does not take the whole."),
        "topic": voice.label(TOPICS),
    }


def sizes(voice: Voice, size: int) -> str:
    """What the pieces of one size are called."""
    return voice.label("In pieces of %(size)s characters", size=size)


def piece(voice: Voice, number: int) -> str:
    """The button that copies one of several pieces."""
    return voice.label("Copy piece %(number)s", number=number)


def over(voice: Voice, *, until: str, withdrawn: bool, stops: bool, ended: bool, contact: str) -> tuple[str, ...]:
    """Why there is no letter any more, in a line or two; the same words as in the chat. It names nobody."""
    if withdrawn:
        said = f"{voice.label('Withdrawn.')} {voice.label('Please do not write.')}"
    elif stops:
        said = voice.label("Please do not write any more in this case.")
    elif ended:
        said = voice.label("No further action is asked in this case. Please do not write now without asking us first.")
    else:
        said = voice.label(
            "The date has passed (%(date)s). Please do not write now without asking us first.", date=until
        )
    return (said, voice.label("Ask: %(contact)s", contact=contact)) if contact else (said,)


def lost(voice: Voice) -> tuple[str, ...]:
    """What an address says that opens nothing: why, it does not tell."""
    return (voice.label("There is no letter under this address. Please open it from the chat again."),)


def unprintable(voice: Voice) -> tuple[str, ...]:
    """What stands in place of a PDF that cannot be made."""
    return (voice.label("This letter cannot be made into a PDF. Please print it from its page, or copy it."),)
