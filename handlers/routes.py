"""The table of contents: every command, every button and every question, with the conversation that answers it."""

from collections.abc import Awaitable, Callable
from typing import Any

from content import choices
from handlers import counting, joining, privacy, settling
from handlers.acting import choosing, handing, listing, telling
from handlers.organizing import broadcasting
from handlers.turn import Reply
from handlers.visit import Visit

Command = Callable[[Visit, str], Awaitable[Reply]]

COMMANDS: dict[str, tuple[Command, bool]] = {
    "start": (joining.start, True),
    "actions": (listing.listed, False),
    "settings": (settling.settings, False),
    "language": (settling.language, False),
    "country": (joining.country, False),
    "stop": (privacy.stop, True),
    "privacy": (privacy.privacy, True),
    "mydata": (privacy.mydata, True),
    "forget": (privacy.forget, True),
    "help": (privacy.help_, True),
    "counts": (counting.counts, True),
    "broadcasts": (broadcasting.listed, True),
}
"""Command → (conversation, whether it answers those who have not joined)."""

PRESSES: dict[type[choices.Choice], Callable[[Visit, Any], Awaitable[Reply]]] = {
    choices.Join: joining.join,
    choices.ChooseLanguage: settling.choose_language,
    choices.SetLanguage: settling.set_language,
    choices.SetCountry: joining.set_country,
    choices.ChooseCountry: settling.choose_country,
    choices.OpenSettings: settling.open_settings,
    choices.SetPlain: settling.set_plain,
    choices.OpenAction: listing.open_card,
    choices.TakeAction: choosing.take_action,
    choices.PickTarget: choosing.pick_target,
    choices.Quickest: choosing.quickest,
    choices.PickChannel: choosing.pick_channel,
    choices.OpenAppeal: handing.hand_out,
    choices.SendFile: handing.send_file,
    choices.Sent: telling.sent,
    choices.CouldNot: telling.could_not,
    choices.Undo: telling.undo,
    choices.More: listing.more,
    choices.Later: telling.later,
    choices.Decline: telling.decline,
    choices.UndoAnswer: telling.undo_answer,
    choices.Finish: telling.finish,
    choices.ShowBroadcasts: broadcasting.show,
    choices.PauseBroadcast: broadcasting.pause,
    choices.ResumeBroadcast: broadcasting.resume,
    choices.AskStop: broadcasting.ask_stop,
    choices.StopBroadcast: broadcasting.stop,
    choices.SendAgain: broadcasting.send_again,
}

FOR_ORGANIZERS = (
    choices.ShowBroadcasts,
    choices.PauseBroadcast,
    choices.ResumeBroadcast,
    choices.AskStop,
    choices.StopBroadcast,
    choices.SendAgain,
)
"""What those press who may send; they need not have joined."""

QUESTIONS: dict[str, Command] = {"country": joining.country_typed}
"""What was asked (`talks`) → the conversation that reads the answer; it gets the question's detail."""

DESCRIPTIONS = {
    "actions": "What is open",
    "settings": "Language, country, one message or many",
    "help": "How this works",
    "privacy": "What we keep",
    "mydata": "All that we keep about you",
    "stop": "No more messages",
    "forget": "Erase what we keep about you",
}
"""The commands a platform shows in everybody's menu, in English: keys for translation."""
