"""What the chat page itself says, in the reader's language. English is the key, as everywhere."""

from content.render import Voice


def words(voice: Voice) -> dict[str, str]:
    """By the names that the page's template and its scripts use."""
    return {
        "chat": voice.label("Messages"),
        "begin": voice.label("Write for people in danger"),
        "explain": voice.label("An alert comes, you write to those who decide, and it is counted. It takes a minute."),
        "start": voice.label("Start"),
        "small": voice.label("No account and no app: this chat belongs to this browser."),
        "writing": voice.label("An answer is being written"),
        "newer": voice.label("New message"),
        "no_script": voice.label("This chat needs JavaScript, and loads none from elsewhere."),
        "commands": voice.label("Commands"),
        "message": voice.label("Message"),
        "send": voice.label("Send"),
        # In scripts
        "connecting": voice.label("connecting…"),
        "online": voice.label("online"),
        "waiting": voice.label("no connection, trying again…"),
        "you": voice.label("You"),
        "new_tab": voice.label("opens in a new tab"),
        "copy": voice.label("Copy"),
        "copied": voice.label("Copied"),
        "not_copied": voice.label("Your browser did not allow copying: please select the text."),
        "show_all": voice.label("Show all"),
        "show_less": voice.label("Show less"),
        "download": voice.label("Download"),
        "again": voice.label("Try again"),
        "kept": voice.label("Nothing was lost."),
        "no_line": voice.label("No connection just now."),
        "refused": voice.label("That could not be sent."),
        "failed": voice.label("That did not work just now."),
        "slower": voice.label("That was a little fast."),
    }
