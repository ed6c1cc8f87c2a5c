"""Invented Urgent Actions: one that a person could have written, and many that nobody should."""

from datetime import date

from hypothesis import strategies as st

from content.action import Letter, Person, Target, UrgentAction

MINISTER = Target(
    name="Ada Low",
    role="Minister of Harbours",
    address=("Ministry of Harbours", "1 Quay Street", "75001 Paris, France"),
    emails=("office@harbours.example.org", "Low@Harbours.Example.org"),
    faxes=("+33 (0)1 40 07 29 91",),
)
AMBASSADOR = Target(
    name="Bo High",
    role="Ambassador",
    address=("Embassy of the Coast", "2 Hill Road NW, Washington DC 20007"),
    phones=("202 944 6000",),
    x_handles=("@CoastInUSA", "@BoHigh"),
    contact_forms=("https://coast.example.org/contact",),
    salutation="Dear Ambassador",
    accredited_to="US",
)
HARBOUR = UrgentAction(
    number="3/26",
    title="Harbour teacher held without charge",
    summary="Mina T. was taken from her school on 2 May. She has seen no lawyer. She is ill, her family is afraid.",
    people=(Person(name="Mina T.", withheld=True),),
    targets=(MINISTER, AMBASSADOR),
    letter=Letter(
        salutation="Dear Minister Low:",
        paragraphs=(
            "I write about Mina T., a teacher.",
            "I ask you to free her, or to charge her and let her see a lawyer.",
        ),
        closing="Yours sincerely,",
    ),
    deadline=date(2026, 6, 13),
)
DEMANDS = UrgentAction(
    number="139/95",
    series="EXTRA",
    title="Harbour teacher held without charge",
    summary="Mina T. was taken from her school. She has seen no lawyer.",
    people=(Person(name="Mina T."),),
    targets=(MINISTER, AMBASSADOR),
    asks=("Urging that she be freed or charged", "calling for a lawyer at once"),
)

rough = st.text(
    st.one_of(st.sampled_from("abcé漢ж م.@#/:…\n\r\t\x00\x1b\u2028\u202e\ud800\ufeff 👩‍👩‍👧 "), st.characters()),
    max_size=80,
)
wordy = st.lists(
    st.one_of(rough, st.sampled_from(["Free", "her.", "https://a.example.org/b", "x" * 90])), max_size=60
).map(" ".join)
targets = st.builds(
    Target,
    name=rough,
    role=rough,
    salutation=rough,
    address=st.lists(rough, max_size=3).map(tuple),
    emails=st.lists(st.one_of(rough, st.emails(), st.just("a&b?bcc=c@example.org")), max_size=4).map(tuple),
    faxes=st.lists(st.one_of(rough, st.from_regex(r"\+?[0-9 ()/-]{5,18}", fullmatch=True)), max_size=3).map(tuple),
    phones=st.lists(st.one_of(rough, st.just("202 944 6000 | 4350")), max_size=3).map(tuple),
    x_handles=st.lists(st.one_of(rough, st.from_regex(r"@[A-Za-z0-9_]{1,15}", fullmatch=True)), max_size=8).map(tuple),
    contact_forms=st.lists(
        st.one_of(rough, st.just("https://form.example.org/a?b=c"), st.just("javascript:alert(1)")), max_size=3
    ).map(tuple),
    accredited_to=st.sampled_from([None, "US", "FR"]),
)
letters = st.builds(Letter, salutation=rough, paragraphs=st.lists(wordy, max_size=4).map(tuple), closing=rough)
actions = st.builds(
    UrgentAction,
    number=st.one_of(st.just(""), st.from_regex(r"[0-9]{1,3}/[0-9]{2}", fullmatch=True), rough),
    series=st.sampled_from([None, "EXTRA", "MA"]),
    language=st.sampled_from(["en", "fr", "es", "ar", "fr-CA"]),
    title=rough,
    summary=wordy,
    people=st.lists(st.builds(Person, name=rough), max_size=4).map(tuple),
    targets=st.lists(targets, min_size=1, max_size=3).map(tuple),
    asks=st.lists(wordy, max_size=4).map(tuple),
    letter=st.none() | letters,
)
