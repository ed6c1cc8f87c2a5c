"""The same layouts in French and Spanish: labels of every era, in several wordings."""

import re
from datetime import date

import pytest

from content.action import Kind
from content.reading import as_json, read
from content.reading.printed.labels import label
from content.reading.tables.labels import Part
from tests.content.reading.eras import TODAY, action

FRENCH_B = """DOCUMENT PUBLIC
Index AI : EUR 15/012/2006
ÉFAI
Londres, le 4 octobre 2006

Informations complémentaires sur l'AU 333/06 (EUR 15/010/2006, 1er septembre 2006)

CRAINTES DE TORTURE

BULGARIE
Orla Beispiel (f), chanteuse

La chanteuse a été emmenée dimanche soir par quatre hommes en civil, à la fin de son concert.

INFORMATIONS GÉNÉRALES

Trois autres chanteurs ont été interrogés depuis l'été. Tous chantaient la même chanson.

ACTION RECOMMANDÉE : dans les appels que vous ferez parvenir le plus vite possible aux destinataires mentionnés \
ci-après, en bulgare, en anglais ou dans votre propre langue :
– demandez qu'elle puisse voir un médecin de son choix ;
– demandez de quoi elle est accusée.

APPELS À :

Ministre de l'Intérieur
Emil Primer
29 Sample Street
1000 Sofia, Bulgarie
Fax : +359 2 999 0101
Formule d'appel : Monsieur le Ministre,

COPIES À :

Maire de Varna
Hôtel de ville
9000 Varna

ainsi qu'aux représentants diplomatiques de la Bulgarie dans votre pays.

PRIÈRE D'INTERVENIR IMMÉDIATEMENT. APRÈS LE 15 NOVEMBRE 2006, VÉRIFIEZ AUPRÈS DE VOTRE SECTION S'IL FAUT ENCORE \
INTERVENIR. MERCI."""

FRENCH_C = """AU 333/14, EUR 15/012/2014 – Bulgarie          4 octobre 2014

ACTION URGENTE

UNE CHANTEUSE DÉTENUE POUR UNE CHANSON

La chanteuse Orla Beispiel est détenue depuis dimanche à Varna.

Son frère a attendu deux jours au poste de police.

DANS LES APPELS QUE VOUS FEREZ PARVENIR LE PLUS VITE POSSIBLE AUX DESTINATAIRES MENTIONNÉS CI-APRÈS, en \
bulgare, en anglais ou dans votre propre langue :
■ demandez qu'elle puisse voir un médecin de son choix ;
■ demandez de quoi elle est accusée.

MERCI D'ENVOYER VOS APPELS AVANT LE 15 NOVEMBRE 2014 À :

Ministre de l'Intérieur
Emil Primer
29 Sample Street
1000 Sofia, Bulgarie
Fax : +359 2 999 0101
Formule d'appel : Monsieur le Ministre,

Copies à :
Maire de Varna
Hôtel de ville
9000 Varna

Veuillez également adresser des copies aux représentants diplomatiques de la Bulgarie dans votre pays.
Vérifiez auprès de votre section s'il faut encore intervenir après la date indiquée ci-dessus. Merci.

ACTION URGENTE

UNE CHANTEUSE DÉTENUE POUR UNE CHANSON

INFORMATIONS COMPLÉMENTAIRES

Trois autres chanteurs ont été interrogés depuis l'été. Tous chantaient la même chanson.

Nom : Orla Beispiel
Homme/femme : f

AU 333/14, EUR 15/012/2014, 4 octobre 2014"""

SPANISH_B = """PÚBLICO          Índice AI: EUR 15/012/2006
4 de octubre de 2006

Más información sobre AU 333/06 (EUR 15/010/2006, 1 de septiembre de 2006) – Temor de tortura

BULGARIA     Orla Beispiel (m), cantante

La cantante fue llevada el domingo por la noche por cuatro hombres sin uniforme, al terminar su concierto.

INFORMACIÓN GENERAL

Otros tres cantantes han sido interrogados desde el verano. Todos cantaban la misma canción.

ACCIONES RECOMENDADAS: Envíen llamamientos para que lleguen lo antes posible, en búlgaro, en inglés o en su \
propio idioma:
- pidiendo que pueda ver a un médico de su elección;
- preguntando de qué se la acusa.

LLAMAMIENTOS A:

Ministro del Interior
Emil Primer
29 Sample Street
1000 Sofía, Bulgaria
Fax: +359 2 999 0101
Tratamiento: Señor Ministro

COPIAS A:

Alcalde de Varna
Ayuntamiento
9000 Varna

y a la representación diplomática de Bulgaria acreditada en su país.

ENVÍEN LOS LLAMAMIENTOS INMEDIATAMENTE. Consulten con la oficina de su Sección si van a enviarlos después del \
15 de noviembre de 2006."""

SPANISH_C = """AU: 333/14 Índice: EUR 15/012/2014 Bulgaria Fecha: 4 de octubre de 2014

ACCIÓN URGENTE

CANTANTE DETENIDA POR UNA CANCIÓN

La cantante Orla Beispiel está detenida en Varna desde el domingo.

Su hermano esperó dos días en la comisaría.

Escriban inmediatamente, en búlgaro, en inglés o en su propio idioma:
§ pidiendo que pueda ver a un médico de su elección;
§ preguntando de qué se la acusa.

ENVÍEN LLAMAMIENTOS ANTES DEL 15 DE NOVIEMBRE DE 2014 A:

Ministro del Interior
Emil Primer
29 Sample Street
1000 Sofía, Bulgaria
Fax: +359 2 999 0101
Tratamiento: Señor Ministro

Y copias a:
Alcalde de Varna
Ayuntamiento
9000 Varna

Envíen también copias a la representación diplomática acreditada en su país. Inserten a continuación las \
direcciones de las sedes diplomáticas locales:
Nombre Dirección 1 Dirección 2 Dirección 3 Fax Número de fax Correo-e Tratamiento
Consulten con la oficina de su Sección si van a enviar llamamientos después de la fecha indicada.

ACCIÓN URGENTE

CANTANTE DETENIDA POR UNA CANCIÓN

INFORMACIÓN ADICIONAL

Otros tres cantantes han sido interrogados desde el verano. Todos cantaban la misma canción.

Nombre: Orla Beispiel
Sexo: M

AU: 333/14 Índice: EUR 15/012/2014 Fecha de emisión: 4 de octubre de 2014"""

SPANISH_E = """Segunda AU: 333/22 Índice: EUR 15/6012/2022 Bulgaria Fecha: 4 de octubre de 2022

ACCIÓN URGENTE

CANTANTE DETENIDA POR UNA CANCIÓN

La cantante Orla Beispiel está detenida en Varna desde el domingo.

ACTÚEN: REDACTEN SU PROPIO LLAMAMIENTO O UTILICEN ESTA CARTA MODELO

Ministro del Interior
Emil Primer
29 Sample Street
1000 Sofía, Bulgaria
Fax: +359 2 999 0101

Señor Ministro:

Le escribo por la cantante Orla Beispiel, detenida desde el domingo.

Le pido que diga a su familia dónde está, y que la deje en libertad.

Atentamente,

[NOMBRE]

INFORMACIÓN COMPLEMENTARIA

Otros tres cantantes han sido interrogados desde el verano. Todos cantaban la misma canción.

PUEDEN ESCRIBIR A ESTE DESTINATARIO EN: búlgaro, inglés.
También pueden escribir en su propio idioma.

ACTÚEN LO ANTES POSIBLE Y NO MÁS TARDE DEL: 15 de noviembre de 2022
Consulten con la oficina de Amnistía Internacional de su país si desean enviar llamamientos después de la fecha \
indicada.

NOMBRE Y PRONOMBRE: Orla Beispiel (ella)

ENLACE A LA AU ANTERIOR: https://www.example.org/es/documents/eur15/6000/2022/es/"""

FRENCH_E = """Deuxième AU : 333/22 – Index : EUR 15/6012/2022 – Bulgarie – Date : 4 octobre 2022

ACTION URGENTE

UNE CHANTEUSE DÉTENUE POUR UNE CHANSON

La chanteuse Orla Beispiel est détenue depuis dimanche à Varna.

PASSEZ À L'ACTION : ENVOYEZ UN APPEL EN UTILISANT VOS PROPRES MOTS OU EN VOUS INSPIRANT DU MODÈLE DE LETTRE CI-DESSOUS

Ministre de l'Intérieur
Emil Primer
29 Sample Street
1000 Sofia, Bulgarie
Fax : +359 2 999 0101

Monsieur le Ministre,

Je vous écris au sujet d'Orla Beispiel, détenue depuis dimanche.

Je vous demande de dire à sa famille où elle est, et de la laisser partir.

Veuillez agréer, Monsieur le Ministre, l'expression de ma haute considération.

COMPLÉMENT D'INFORMATION

Trois autres chanteurs ont été interrogés depuis l'été. Tous chantaient la même chanson.

LANGUE(S) À PRIVILÉGIER POUR ÉCRIRE AUX DESTINATAIRES : bulgare, anglais.
Vous pouvez également écrire dans votre propre langue.

MERCI D'AGIR DÈS QUE POSSIBLE, AVANT LE : 15 novembre 2022.
Au-delà de cette date, vérifiez auprès de votre section s'il faut encore intervenir.

PRÉNOM, NOM ET PRONOM À UTILISER : Orla Beispiel (elle)

LIEN VERS L'AU PRÉCÉDENTE : https://www.example.org/fr/documents/eur15/6000/2022/fr/"""

DOCUMENTS = {
    ("fr", 2006): FRENCH_B, ("fr", 2014): FRENCH_C, ("fr", 2022): FRENCH_E,
    ("es", 2006): SPANISH_B, ("es", 2014): SPANISH_C, ("es", 2022): SPANISH_E,
}  # fmt: skip


@pytest.mark.parametrize(("language", "year"), sorted(DOCUMENTS))
def test_what_all_of_them_say(language: str, year: int) -> None:
    found = action(DOCUMENTS[language, year])
    assert (found.language, found.number) == (language, f"333/{year % 100:02}")
    assert (found.issued, found.deadline) == (date(year, 10, 4), date(year, 11, 15))
    assert found.country.casefold() == ("bulgarie" if language == "fr" else "bulgaria")
    assert found.languages == ("bg", "en")
    assert [target.name for target in found.targets] == ["Emil Primer"]
    assert [person.name for person in found.people] == ["Orla Beispiel"]
    assert len(found.background) == (1 if year == 2022 else 2)
    assert found.index.startswith("EUR 15/")


@pytest.mark.parametrize("language", ["fr", "es"])
def test_demands_and_copies_of_the_older_ones(language: str) -> None:
    for year in (2006, 2014):
        found = action(DOCUMENTS[language, year])
        assert (len(found.asks), found.letter, len(found.copies_to)) == (2, None, 1)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_letters_of_the_newer_ones(language: str) -> None:
    found = action(DOCUMENTS[language, 2022])
    assert (found.kind, found.sequence, found.asks) == (Kind.UPDATE, 2, ())
    assert found.letter is not None
    assert len(found.letter.paragraphs) == 2
    assert found.letter.salutation in ("Monsieur le Ministre,", "Señor Ministro:")
    assert found.letter.closing.startswith(("Veuillez agréer", "Atentamente"))
    assert found.previous.startswith("https://")


@pytest.mark.parametrize(("language", "year"), sorted(DOCUMENTS))
def test_capitals_or_not(language: str, year: int) -> None:
    text = DOCUMENTS[language, year]
    lower = re.sub(
        r"(?m)^([A-ZÀ-Ý',() -]{8,})(?= :|:|$)",
        lambda label: label[0].capitalize() if "DÉTEN" not in label[0] and "DETEN" not in label[0] else label[0],
        text,
    )
    found, expected = (as_json(read(one.encode(), today=TODAY)) for one in (lower, text))
    for field in ("number", "asks", "background", "languages", "deadline", "targets", "letter"):
        assert found[field] == expected[field]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Prière d’agir immédiatement", Part.DEADLINE),
        ("Merci d’agir au plus vite, avant le : 3 mai 2021", Part.DEADLINE),
        ("VEUILLEZ ENVOYER VOS APPELS JUSQU’AU 3 MAI 2013 À :", Part.TARGETS),
        ("ENVOYEZ VOS APPELS AVANT LE 3 MAI 2013 À :", Part.TARGETS),
        ("Veuillez écrire immédiatement, en français ou dans votre propre langue :", Part.ASKS),
        ("NOUVELLE ACTION RECOMMANDÉE :", Part.ASKS),
        ("CONTEXTE", Part.BACKGROUND),
        ("Informations générales", Part.BACKGROUND),
        ("RÉSUMÉ DE L’ACTION URGENTE", Part.SUMMARY),
        ("TITRE DE L’ACTION URGENTE", Part.TITLE),
        ("LETTRE DE L’ACTION URGENTE", Part.LETTER),
        ("NOM ET PRONOM :", Part.PEOPLE),
        ("Por favor, escriban inmediatamente en español o en su propio idioma:", Part.ASKS),
        ("Envíen llamamientos para que lleguen pronto, en francés, árabe o en su propio idioma:", Part.ASKS),
        ("ENVÍEN LLAMAMIENTOS HASTA EL 3 DE MAYO DE 2013 A:", Part.TARGETS),
        ("LLAMAMIENTOS A:", Part.TARGETS),
        ("ACTÚEN LO ANTES POSIBLE, ANTES DEL: 3 de mayo de 2021", Part.DEADLINE),
        ("INFORMACIÓN COMPLEMENTARIA", Part.BACKGROUND),
        ("RESUMEN DE LA ACCIÓN URGENTE", Part.SUMMARY),
        ("CARTA DE LA ACCIÓN URGENTE", Part.LETTER),
        ("ENLACE A LA ACTUALIZACIÓN ANTERIOR:", Part.PREVIOUS),
    ],
)  # fmt: skip
def test_other_wordings(line: str, part: Part) -> None:
    found, _ = label(line)
    assert found is not None
    assert found.part is part


@pytest.mark.parametrize(
    "line",
    [
        "Please write clearly and by hand.",
        "Background noise kept the town awake.",
        "Take action today, said the mayor, and we shall follow.",
        "Contexto difícil para la prensa",
        "Agissez avec prudence, lui dit-il.",
        "Deadlines were missed.",
    ],
)
def test_a_sentence_is_no_label(line: str) -> None:
    assert label(line) == (None, 0)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("UA 33/22\n\nCOUNTRY\n\nElle est détenue dans la ville depuis dimanche et les siens ne savent pas où.", "fr"),
        ("UA 33/22\n\nEstá detenida en la ciudad desde el domingo y los suyos no saben dónde se encuentra.", "es"),
        ("AU 33/22\n\nShe has been held in the town since Sunday, and her family is not told where she is.", "en"),
    ],
)
def test_without_labels_the_commonest_words_tell_the_language(text: str, language: str) -> None:
    assert action(text).language == language
