"""Blocks of addressees as sections print them, and odd ones, in English: what is printed, and who is written to."""

import pytest

from content.action import Target
from tests.content.reading.addressing import reached

BLOCKS: dict[str, tuple[str, tuple[Target, ...]]] = {
    "2021: official and embassy, all on one line with bars": (
        """
President of the Republic of Guatemala Bernardo Ejemplo
6a Avenida, 4-41 Zona 1, Casa Presidencial
Ciudad de Guatemala, Guatemala
Email: info@example.org
Twitter/X: @Ejemplo_1, @GuatemalaGob
Facebook: @ejemplo
Salutation: Dear Mr. President/ Estimado Sr. Presidente

Ambassador Hugo Ejemplo
Embassy of Guatemala
2220 Example Street NW, Washington, DC 20008
T: 202 745 4953 | 4954 | F: 202 745 1908 I E: embassy@example.org
Instagram: @embaguate
""",
        (
            Target(
                name="Bernardo Ejemplo",
                role="President of the Republic of Guatemala",
                address=("6a Avenida, 4-41 Zona 1, Casa Presidencial", "Ciudad de Guatemala, Guatemala"),
                emails=("info@example.org",),
                x_handles=("@Ejemplo_1", "@GuatemalaGob"),
                salutation="Dear Mr. President/ Estimado Sr. Presidente",
            ),
            Target(
                name="Hugo Ejemplo",
                role="Ambassador",
                address=("Embassy of Guatemala", "2220 Example Street NW, Washington, DC 20008"),
                emails=("embassy@example.org",),
                faxes=("202 745 1908",),
                phones=("202 745 4953 | 4954",),
                accredited_to="US",
            ),
        ),
    ),
    "a mission in New York": (
        """
Permanent Representative to the UN
H.E. Mr. Zhang Yangben
Permanent Mission of the People's Republic of China to the United Nations
350 East 35th Street
New York, NY 10016
Phone: (212) 655-6100
Fax: (212) 634-7626
Salutation: Your Excellency
""",
        (
            Target(
                name="Zhang Yangben",
                role="Permanent Representative to the UN",
                address=(
                    "Permanent Mission of the People's Republic of China to the United Nations",
                    "350 East 35th Street",
                    "New York, NY 10016",
                ),
                faxes=("(212) 634-7626",),
                phones=("(212) 655-6100",),
                salutation="Your Excellency",
                accredited_to="US",
            ),
        ),
    ),
    "the embassy above the ambassador, who has no office printed": (
        """
Embassy of the Republic of Utopia
H.E. Jane Roe
2344 Example Avenue NW, Washington, DC 20008
Contact form: https://example.org/contact/
""",
        (
            Target(
                name="Jane Roe",
                address=("Embassy of the Republic of Utopia", "2344 Example Avenue NW, Washington, DC 20008"),
                contact_forms=("https://example.org/contact/",),
                accredited_to="US",
            ),
        ),
    ),
    "postal restrictions in the place of an address": (
        """
Head of the Judiciary Gholam Mesal
Due to postal restrictions caused by the epidemic, please only send physical mail to the Embassy
Email: judiciary@example.org
""",
        (Target(name="Gholam Mesal", role="Head of the Judiciary", emails=("judiciary@example.org",)),),
    ),
    "an office of many words": (
        """
Minister of Higher Education and Scientific Research
Dr. Ayman Mithal
101 Kasr Al Aini Street
Cairo, Egypt
Fax: +202 2794 1005
""",
        (
            Target(
                name="Dr. Ayman Mithal",
                role="Minister of Higher Education and Scientific Research",
                address=("101 Kasr Al Aini Street", "Cairo, Egypt"),
                faxes=("+202 2794 1005",),
            ),
        ),
    ),
    "the name below the institutions": (
        """
Director
General Directorate of Prisons
Ministry of Interior
Mr Mehmet Deneme
Ankara
Fax: +90 312 000 0000
""",
        (
            Target(
                name="Mehmet Deneme",
                role="Director",
                address=("General Directorate of Prisons", "Ministry of Interior", "Ankara"),
                faxes=("+90 312 000 0000",),
            ),
        ),
    ),
    "everything on one line": (
        (
            "Inspector General of Police Usman Misali, Force Headquarters, Shehu Shagari Way, Abuja, Nigeria | "
            "Phone: +234 803 000 0000 | Email: info@example.gov.ng; igp@example.gov.ng | Salutation: Dear Inspector"
        ),
        (
            Target(
                name="Usman Misali",
                role="Inspector General of Police",
                address=("Force Headquarters, Shehu Shagari Way, Abuja, Nigeria",),
                emails=("info@example.gov.ng", "igp@example.gov.ng"),
                phones=("+234 803 000 0000",),
                salutation="Dear Inspector",
            ),
        ),
    ),
    "2017: who is to be written to, and by when": (
        """
Contact below official by 25 May, 2017:
Governor Greg Sample
Office of the Governor
P.O. Box 12428
Austin, Texas 78711-2428
Phone: (512) 463-2000 (press 0)
Email: https://gov.example.org/apps/contact/opinion.aspx
Salutation: Dear Governor
""",
        (
            Target(
                name="Greg Sample",
                role="Governor",
                address=("Office of the Governor", "P.O. Box 12428", "Austin, Texas 78711-2428"),
                phones=("(512) 463-2000",),
                contact_forms=("https://gov.example.org/apps/contact/opinion.aspx",),
                salutation="Dear Governor",
            ),
        ),
    ),
    "a general who is president is no attorney general": (
        """
President General Musa Misali
State House
Banjul
The Gambia
Fax: +220 422 70 34

Attorney General Amina Misali
Marina Parade
Banjul
The Gambia
Phone: +220 422 81 81
""",
        (
            Target(
                name="General Musa Misali",
                role="President",
                address=("State House", "Banjul", "The Gambia"),
                faxes=("+220 422 70 34",),
            ),
            Target(
                name="Amina Misali",
                role="Attorney General",
                address=("Marina Parade", "Banjul", "The Gambia"),
                phones=("+220 422 81 81",),
            ),
        ),
    ),
    "an office broken at the end of a line": (
        """
Minister of Foreign Affairs and
International Cooperation
Prak Kumru
3 Samdech Street
Phnom Penh, Cambodia
Fax: +855 23 21 61 41
""",
        (
            Target(
                name="Prak Kumru",
                role="Minister of Foreign Affairs and International Cooperation",
                address=("3 Samdech Street", "Phnom Penh, Cambodia"),
                faxes=("+855 23 21 61 41",),
            ),
        ),
    ),
    "a high commission in London": (
        """
High Commissioner
The Rt Hon Jane Roe
High Commission for the Republic of Utopia
45 Example Square, London W1A 0XX
E-mail: hc@example.org
""",
        (
            Target(
                name="The Rt Hon Jane Roe",
                role="High Commissioner",
                address=("High Commission for the Republic of Utopia", "45 Example Square, London W1A 0XX"),
                emails=("hc@example.org",),
                accredited_to="GB",
            ),
        ),
    ),
}


@pytest.mark.parametrize(("block", "expected"), BLOCKS.values(), ids=list(BLOCKS))
def test_block(block: str, expected: tuple[Target, ...]) -> None:
    found, problems = reached(block)
    assert found.targets == expected
    assert (found.copies_to, problems) == ((), [])
