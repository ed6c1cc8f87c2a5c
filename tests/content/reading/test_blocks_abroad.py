"""Blocks of addressees in French and Spanish, and the role lines of other languages."""

import pytest

from content.action import Target
from tests.content.reading.addressing import reached

BLOCKS: dict[str, tuple[str, tuple[Target, ...]]] = {
    "French: a minister with two offices": (
        """
Ministre de la Justice, Garde des Sceaux
Monsieur Jean Exemple
Ministère de la Justice
BP 123
Yaoundé, Cameroun
Télécopie : + 237 222 00 00
Courriel : ministre@example.org
Formule d'appel : Monsieur le Ministre,
""",
        (
            Target(
                name="Jean Exemple",
                role="Ministre de la Justice, Garde des Sceaux",
                address=("Ministère de la Justice", "BP 123", "Yaoundé, Cameroun"),
                emails=("ministre@example.org",),
                faxes=("+ 237 222 00 00",),
                salutation="Monsieur le Ministre,",
            ),
        ),
    ),
    "French: His Excellency the President": (
        """
Son Excellence Monsieur Blaise Essai
Président de la République
Palais de la Présidence
03 BP 7030
Ouagadougou 03, Burkina Faso
Tél. : +226 25 30 66 30 / Fax : +226 25 31 49 26
Adresse électronique : info@example.bf
Formule d’appel : Monsieur le Président, / Excellence,
""",
        (
            Target(
                name="Blaise Essai",
                role="Président de la République",
                address=("Palais de la Présidence", "03 BP 7030", "Ouagadougou 03, Burkina Faso"),
                emails=("info@example.bf",),
                faxes=("+226 25 31 49 26",),
                phones=("+226 25 30 66 30",),
                salutation="Monsieur le Président, / Excellence,",
            ),
        ),
    ),
    "French: a lawyer who is prosecutor, and an embassy in Paris": (
        """
Procureur de la République près le tribunal de première instance
Maître Awa Essai
Palais de justice
Conakry, Guinée
Fax: +224 30 00 00 00

Ambassade de Guinée
S.E. Monsieur Sékou Essai, ambassadeur
51 rue de l'Exemple
75016 Paris
Courriel : ambassade@example.org
""",
        (
            Target(
                name="Maître Awa Essai",
                role="Procureur de la République près le tribunal de première instance",
                address=("Palais de justice", "Conakry, Guinée"),
                faxes=("+224 30 00 00 00",),
            ),
            Target(
                name="Sékou Essai",
                role="ambassadeur",
                address=("Ambassade de Guinée", "51 rue de l'Exemple", "75016 Paris"),
                emails=("ambassade@example.org",),
                accredited_to="FR",
            ),
        ),
    ),
    "Spanish: president and prosecutor": (
        """
Presidente de la República
Lic. Álvaro Ejemplo Prueba
Palacio de Nariño
Carrera 8 No. 7-26
Bogotá, Colombia
Teléfono: +57 1 562 9300
Correo electrónico: contacto@example.org
Tratamiento: Excmo. Sr. Presidente / Dear President

Fiscal General de la Nación
Dra. María Prueba
Diagonal 22B (Av. Luis Carlos Prueba No. 52-01) Bloque C, Piso 4
Bogotá, Colombia
Fax: +57 1 570 2000 (pidan tono de fax: “me da tono de fax, por favor”)
Tratamiento: Señora Fiscal
""",
        (
            Target(
                name="Lic. Álvaro Ejemplo Prueba",
                role="Presidente de la República",
                address=("Palacio de Nariño", "Carrera 8 No. 7-26", "Bogotá, Colombia"),
                emails=("contacto@example.org",),
                phones=("+57 1 562 9300",),
                salutation="Excmo. Sr. Presidente / Dear President",
            ),
            Target(
                name="Dra. María Prueba",
                role="Fiscal General de la Nación",
                address=("Diagonal 22B (Av. Luis Carlos Prueba No. 52-01) Bloque C, Piso 4", "Bogotá, Colombia"),
                faxes=("+57 1 570 2000",),
                salutation="Señora Fiscal",
            ),
        ),
    ),
    "Spanish: labels of all kinds, the secretariat in the address": (
        """
Secretario de Gobernación
Mtro. Jesús Muestra
Secretaría de Gobernación, Bucareli 99, Col. Juárez
CP 06600, Ciudad de México, México
Tfno.: +52 55 5728 7400; Fax: +52 55 5728 7300
Correo-e: a@example.gob.mx o b@example.gob.mx
X: @jmuestra
Saludo: Estimado Secretario
""",
        (
            Target(
                name="Mtro. Jesús Muestra",
                role="Secretario de Gobernación",
                address=("Secretaría de Gobernación, Bucareli 99, Col. Juárez", "CP 06600, Ciudad de México, México"),
                emails=("a@example.gob.mx", "b@example.gob.mx"),
                faxes=("+52 55 5728 7300",),
                phones=("+52 55 5728 7400",),
                x_handles=("@jmuestra",),
                salutation="Estimado Secretario",
            ),
        ),
    ),
    "Spanish: an embassy in Madrid": (
        """
Embajada de Utopía
Excma. Sra. Ana Prueba
Embajadora
Calle del Ejemplo, 12
28006 Madrid
Teléfono/Fax: 91 555 01 23
Dirección: 4.ª planta
Correo electrónico: embajada@example.org
""",
        (
            Target(
                name="Ana Prueba",
                role="Embajadora",
                address=("Embajada de Utopía", "Calle del Ejemplo, 12", "28006 Madrid", "4.a planta"),
                emails=("embajada@example.org",),
                faxes=("91 555 01 23",),
                phones=("91 555 01 23",),
                accredited_to="ES",
            ),
        ),
    ),
    "German": (
        """
Bundesministerin der Justiz
Frau Dr. Erika Muster
Mohrenstraße 37
10117 Berlin
Deutschland
Fax: +49 30 18 580 9525
E-Mail: poststelle@example.org
""",
        (
            Target(
                name="Dr. Erika Muster",
                role="Bundesministerin der Justiz",
                address=("Mohrenstraße 37", "10117 Berlin", "Deutschland"),
                emails=("poststelle@example.org",),
                faxes=("+49 30 18 580 9525",),
            ),
        ),
    ),
    "Italian": (
        """
Presidente del Consiglio dei Ministri
On. Mario Esempio
Palazzo Chigi, Piazza Colonna 370
00187 Roma, Italia
Email: presidente@example.org
""",
        (
            Target(
                name="On. Mario Esempio",
                role="Presidente del Consiglio dei Ministri",
                address=("Palazzo Chigi, Piazza Colonna 370", "00187 Roma, Italia"),
                emails=("presidente@example.org",),
            ),
        ),
    ),
    "Portuguese": (
        """
Ministro da Justiça
Exmo. Sr. João Exemplo
Esplanada dos Ministérios, Bloco T
70064-900 Brasília DF, Brasil
Fax: + 55 61 322 6817
Saudação: Exmo. Sr. Ministro
""",
        (
            Target(
                name="João Exemplo",
                role="Ministro da Justiça",
                address=("Esplanada dos Ministérios, Bloco T", "70064-900 Brasília DF, Brasil"),
                faxes=("+ 55 61 322 6817",),
                salutation="Exmo. Sr. Ministro",
            ),
        ),
    ),
}


@pytest.mark.parametrize(("block", "expected"), BLOCKS.values(), ids=list(BLOCKS))
def test_block(block: str, expected: tuple[Target, ...]) -> None:
    found, problems = reached(block)
    assert found.targets == expected
    assert (found.copies_to, problems) == ((), [])
