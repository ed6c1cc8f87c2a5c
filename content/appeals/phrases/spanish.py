"""Spanish phrases."""

from content.appeals.phrases.shape import Phrases

SPANISH = Phrases(
    greeting="Estimada señora, estimado señor",
    anybody="Estimada señora, estimado señor",
    ends=":,",
    about="Le escribo en relación con el caso de {}.",
    asks="Mis peticiones son las siguientes:",
    closing="Atentamente,",
    signature="[Su nombre o sus iniciales, ciudad y país]",
    attention="A la atención de: {}",
    topic="Asunto: {}",
    demands=(
        r"\b(?:pido|pedimos|ruego|rogamos|insto|instamos|solicito|solicitamos|exhorto|exhortamos|suplico|imploro|urjo)\b"
        r"|\b(?:quisiera|quiero|deseo|queremos) (?:pedir|solicitar|instar|rogar)|\bhago un llamamiento\b|\bpor favor\b"
        r"|\bmis? petici|^(?:pidiendo|instando|instándol|solicitando|exhortando|pedir|instar|solicitar|exhortar)"
    ),
)
