"""Blocks of addressees as documents print them up to 2017, in English: what is printed, and who is written to."""

import pytest

from content.action import Target
from tests.content.reading.addressing import reached

BLOCKS: dict[str, tuple[str, tuple[Target, ...]]] = {
    "1993: telegrams and telexes are no channels": (
        """
Prime Minister
Ms Tansu Örnek
Basbakanlik
06573 Ankara, Turkey
Telegrams: Prime Minister, Ankara, Turkey
Telexes: 44061 BBMT TR; 44062 BBMT TR
Faxes: + 90 312 417 0476
Salutation: Dear Prime Minister
""",
        (
            Target(
                name="Tansu Örnek",
                role="Prime Minister",
                address=("Basbakanlik", "06573 Ankara, Turkey"),
                faxes=("+ 90 312 417 0476",),
                salutation="Dear Prime Minister",
            ),
        ),
    ),
    "1995: numbered, with a colon": (
        """
1. Prime Minister:
Mr Ali Deneme
Office of the Prime Minister
06573 Ankara, Turkey
Faxes: + 90 312 417 0476
2. Minister of Interior:
Mr Veli Deneme
Icisleri Bakanligi
06644 Ankara, Turkey
Faxes: +90 312 418 1795
3. Governor of Sirnak:
Sirnak Valisi
Sirnak, Turkey
Telegrams: Governor, Sirnak, Turkey
""",
        (
            Target(
                name="Ali Deneme",
                role="Prime Minister",
                address=("Office of the Prime Minister", "06573 Ankara, Turkey"),
                faxes=("+ 90 312 417 0476",),
            ),
            Target(
                name="Veli Deneme",
                role="Minister of Interior",
                address=("Icisleri Bakanligi", "06644 Ankara, Turkey"),
                faxes=("+90 312 418 1795",),
            ),
            Target(name="", role="Governor of Sirnak", address=("Sirnak Valisi", "Sirnak, Turkey")),
        ),
    ),
    "1996: the office again, in the country's language": (
        """
PRESIDENT
Ing. Alberto Prueba
Presidente de la República
Palacio de Gobierno
Plaza de Armas
Lima 1, PERU
Telexes: 20167 PE PALACIO
Faxes: + 51 1 4426 770
Salutation: Señor Presidente / Dear President
""",
        (
            Target(
                name="Ing. Alberto Prueba",
                role="PRESIDENT",
                address=("Presidente de la República", "Palacio de Gobierno", "Plaza de Armas", "Lima 1, PERU"),
                faxes=("+ 51 1 4426 770",),
                salutation="Señor Presidente / Dear President",
            ),
        ),
    ),
    "a rank, and the country in the role": (
        """
Lt. Gen. Omar Mithal
President of the Republic of the Sudan
People's Palace
PO Box 281, Khartoum, Sudan
Email: info@example.org
Salutation: Your Excellency
""",
        (
            Target(
                name="Lt. Gen. Omar Mithal",
                role="President of the Republic of the Sudan",
                address=("People's Palace", "PO Box 281, Khartoum, Sudan"),
                emails=("info@example.org",),
                salutation="Your Excellency",
            ),
        ),
    ),
    "2013: a remark within the fax": (
        """
Public Prosecutor
Hisham Mithal
Dar al-Qada al-'Ali, Ramses Street
Cairo, Arab Republic of Egypt
Fax: +202 2577 4716 (switched off after office hours, GMT+2)
Salutation: Dear Counsellor
""",
        (
            Target(
                name="Hisham Mithal",
                role="Public Prosecutor",
                address=("Dar al-Qada al-'Ali, Ramses Street", "Cairo, Arab Republic of Egypt"),
                faxes=("+202 2577 4716",),
                salutation="Dear Counsellor",
            ),
        ),
    ),
    "the fax is the ministry's neighbour's": (
        """
President of Uzbekistan
Shavkat Namuna
Oksaroi Palace
43 Uzbekistan Avenue
Tashkent 700163
Uzbekistan
Fax: (mark "FAO Ministry of Justice") +998 71 139 5325
Email: presidents_office@example.uz
""",
        (
            Target(
                name="Shavkat Namuna",
                role="President of Uzbekistan",
                address=("Oksaroi Palace", "43 Uzbekistan Avenue", "Tashkent 700163", "Uzbekistan"),
                emails=("presidents_office@example.uz",),
                faxes=("+998 71 139 5325",),
            ),
        ),
    ),
    "an e-mail that is a page to write on": (
        """
Shaikh Khalid bin Ali Al Mithal
Minister of Justice and Islamic Affairs
Ministry of Justice and Islamic Affairs
P. O. Box 450, al-Manama
Bahrain
Fax: +973 1753 1284
Email: through website http://www.moj.example.org/en/default.html?action=category&ID=159
Twitter: @Khaled_Mithal
""",
        (
            Target(
                name="Shaikh Khalid bin Ali Al Mithal",
                role="Minister of Justice and Islamic Affairs",
                address=("Ministry of Justice and Islamic Affairs", "P. O. Box 450, al-Manama", "Bahrain"),
                faxes=("+973 1753 1284",),
                x_handles=("@Khaled_Mithal",),
                contact_forms=("http://www.moj.example.org/en/default.html?action=category&ID=159",),
            ),
        ),
    ),
    "a king": (
        """
King Hamad bin Isa al-Mithal
Office of His Majesty the King
P.O. Box 555
Rifa'a Palace, al-Manama
Bahrain
Fax: +973 1766 4587 (keep trying)
Salutation: Your Majesty
""",
        (
            Target(
                name="Hamad bin Isa al-Mithal",
                role="King",
                address=("Office of His Majesty the King", "P.O. Box 555", "Rifa'a Palace, al-Manama", "Bahrain"),
                faxes=("+973 1766 4587",),
                salutation="Your Majesty",
            ),
        ),
    ),
    "a religious title": (
        """
Ayatollah Sayyid Ali Mesal
Leader of the Islamic Republic
The Office of the Supreme Leader
Islamic Republic Street – End of Shahid Mesal Street
Tehran, Islamic Republic of Iran
Email: info_leader@example.org
Twitter: "#Iran Leader @mesal_ir
""",
        (
            Target(
                name="Ayatollah Sayyid Ali Mesal",
                role="Leader of the Islamic Republic",
                address=(
                    "The Office of the Supreme Leader",
                    "Islamic Republic Street – End of Shahid Mesal Street",
                    "Tehran, Islamic Republic of Iran",
                ),
                emails=("info_leader@example.org",),
                x_handles=("@mesal_ir",),
            ),
        ),
    ),
    "His Excellency on a line of his own": (
        """
His Excellency
Sheikh Mohamed Mithal
Prime Minister's Office
P.O. Box 12848
Abu Dhabi
United Arab Emirates
Email: ppr@example.org
Salutation: Your Highness
""",
        (
            Target(
                name="Sheikh Mohamed Mithal",
                address=("Prime Minister's Office", "P.O. Box 12848", "Abu Dhabi", "United Arab Emirates"),
                emails=("ppr@example.org",),
                salutation="Your Highness",
            ),
        ),
    ),
}


@pytest.mark.parametrize(("block", "expected"), BLOCKS.values(), ids=list(BLOCKS))
def test_block(block: str, expected: tuple[Target, ...]) -> None:
    found, problems = reached(block)
    assert found.targets == expected
    assert (found.copies_to, problems) == ((), [])
