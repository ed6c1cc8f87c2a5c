"""The table of contents: every command, every button and every question, with the conversation that answers it."""

from collections.abc import Awaitable, Callable
from typing import Any

from content import choices
from handlers import counting, joining, privacy
from handlers.acting import choosing, handing, listing, putting_off, telling
from handlers.acting.around import background, sharing, warning
from handlers.organizing import broadcasting
from handlers.settling import country, language, pace, pause, settings, zone
from handlers.turn import Reply
from handlers.visit import Visit
from handlers.wording import asking, typed, whole

Command = Callable[[Visit, str], Awaitable[Reply]]

COMMANDS: dict[str, tuple[Command, bool]] = {
    "start": (joining.start, True),
    "actions": (listing.listed, False),
    "settings": (settings.settings, False),
    "language": (language.language, False),
    "country": (country.country, False),
    "pause": (pause.pause, False),
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
    choices.ChooseLanguage: language.choose_language,
    choices.SetLanguage: language.set_language,
    choices.SetCountry: country.set_country,
    choices.ChooseCountry: country.choose_country,
    choices.SetCity: zone.set_city,
    choices.ChooseCity: zone.choose_city,
    choices.OpenSettings: settings.open_settings,
    choices.OpenTime: zone.open_time,
    choices.SetWakes: zone.set_wakes,
    choices.OpenPace: pace.open_pace,
    choices.SetPace: pace.set_pace,
    choices.OpenWishes: pace.open_wishes,
    choices.SetWish: pace.set_wish,
    choices.OpenPause: pause.open_pause,
    choices.SetPause: pause.set_pause,
    choices.TypePause: pause.type_pause,
    choices.EndPause: pause.end_pause,
    choices.SetPlain: settings.set_plain,
    choices.SetDiscreet: settings.set_discreet,
    choices.OpenAction: listing.open_card,
    choices.TakeAction: choosing.take_action,
    choices.PickTarget: choosing.pick_target,
    choices.Quickest: choosing.quickest,
    choices.PickChannel: choosing.pick_channel,
    choices.OpenAppeal: handing.hand_out,
    choices.SendFile: handing.send_file,
    choices.Pieces: handing.pieces,
    choices.Sent: telling.sent,
    choices.CouldNot: telling.could_not,
    choices.Undo: telling.undo,
    choices.More: background.more,
    choices.MorePage: background.more_page,
    choices.Share: sharing.share,
    choices.Listen: warning.listen,
    choices.Later: putting_off.later,
    choices.PutOff: putting_off.put_off,
    choices.ComeBack: putting_off.come_back,
    choices.PickDay: putting_off.pick_day,
    choices.PickHour: putting_off.pick_hour,
    choices.ComeBackAt: putting_off.come_back_at,
    choices.UndoLater: putting_off.undo_later,
    choices.Decline: telling.decline,
    choices.UndoAnswer: telling.undo_answer,
    choices.Finish: telling.finish,
    choices.OwnWords: asking.open_own,
    choices.AskOwn: asking.ask,
    choices.WriteWhole: whole.write_whole,
    choices.DropOwn: asking.drop,
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

QUESTIONS: dict[str, Command] = {"country": country.typed, "pause": pause.typed, "own": typed.typed}
"""What was asked (`talks`) → the conversation that reads the answer; it gets the question's detail."""

DESCRIPTIONS = {
    "actions": "What is open",
    "settings": "Language, country, your time, how often",
    "pause": "Nothing for a while",
    "help": "How this works",
    "privacy": "What we keep",
    "mydata": "All that we keep about you",
    "stop": "No more messages",
    "forget": "Erase what we keep about you",
}
"""The commands a platform shows in everybody's menu, in English: keys for translation."""
