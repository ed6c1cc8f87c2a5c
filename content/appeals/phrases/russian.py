"""Russian phrases. Where a value follows a colon it need not be declined."""

from content.appeals.phrases.shape import Phrases

RUSSIAN = Phrases(
    greeting="Уважаемые дамы и господа",
    anybody="Уважаемые дамы и господа",
    ends="!,",
    about="Я обращаюсь к Вам по следующему делу: {}.",
    asks="Прошу Вас о следующем:",
    closing="С уважением,",
    signature="[Ваше имя или инициалы, город и страна]",
    attention="Кому: {}",
    topic="Тема: {}",
    demands=(
        r"\b(?:прошу|просим|призываю|призываем|настаиваю|настаиваем|требую|требуем|умоляю|ходатайствую|убедительно)\b"
        r"|\bпожалуйста\b|\bмои просьбы\b|\b(?:обращаюсь|обращаемся) [^.]{0,40}(?:просьб|призыв)"
    ),
)
