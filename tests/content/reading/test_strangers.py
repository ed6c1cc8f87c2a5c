"""Who stands in a block and is not written to, and what is no line of an address."""

import pytest

from tests.content.reading.addressing import reached

TARGET = "Minister of Justice\nJane Roe\n1 Example Street\nEmail: a@example.org"

STRANGERS = [
    "Amnesty International USA\n600 Pennsylvania Ave SE, 5th floor\nWashington, DC 20003\nPhone: 202 544 0200",
    "Amnesty International USA\nEmail: uan@aiusa.org",
    "Urgent Action Network\nAmnesty International\nSue Roe, Coordinator\nPO Box 1270, Nederland CO\nTel: 303 258 1170",
    "Please email uan@aiusa.org to tell us what you did.",
    "For media enquiries:\nTom Press\nPhone: +44 20 7413 5566",
    "Press contact: Tom Press, +44 20 7413 5566, press@example.org",
    "Messages of support can be sent to:\nAna Prueba\nPrison No. 5\n12 Example Road\nSpringfield",
    "Send a letter of solidarity to Ana Prueba\nEmail: prison@example.org",
    "Les messages de soutien peuvent être envoyés à :\nAna Prueba\nPrison centrale\nBP 5",
    "From: Sue Roe <sue@example.net>\nSent: 12 March 2013 10:11\nSubject: UA 55/13",
    "Amnistía Internacional\nSecretariado Internacional, 1 Easton Street\nTel.: 020 7413 5500",
    "Please contact your own section before sending appeals after the above date. Fax: +44 20 7956 1157",
    "Name\nAddress 1 Address 2 Address 3\nFax Fax number\nSalutation Salutation",
]


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_below_a_target_is_left_out(stranger: str) -> None:
    alone, _ = reached(TARGET)
    assert reached(f"{TARGET}\n\n{stranger}") == (alone, [])


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_above_a_target_is_left_out(stranger: str) -> None:
    alone, _ = reached(TARGET)
    assert reached(f"{stranger}\n\n{TARGET}")[0] == alone


@pytest.mark.parametrize(
    "line",
    [
        "The authorities should be urged to release Ana Prueba at once.",
        "Please write in your own words, or use the letter below.",
        "1. Write a letter in your own words to the officials below.",
        "CONTACT INFORMATION",
        "Calling on them to ensure that Ana Prueba is given medical care;",
        "Su abogado no ha sido informado de los cargos por los que fue detenida.",
        "Les autorités doivent la libérer sans condition.",
        "Email: nobody@example.org",
        "Phone: +44 20 7946 0123",
        "UA 12/13 Index: EUR 21/001/2013",
        "Your letter",
        "12 March 2013",
    ],
)
def test_what_names_nobody_is_no_target(line: str) -> None:
    assert reached(line)[0].targets == ()
    assert [target.name for target in reached(f"{line}\n\n{TARGET}")[0].targets] == ["Jane Roe"]


@pytest.mark.parametrize("contacts", ["Fax: +44 20 7946 0123", "Email: a@example.org"])
def test_contacts_of_nobody_are_a_problem(contacts: str) -> None:
    assert reached(contacts) == (reached("")[0], ["unclear"])
