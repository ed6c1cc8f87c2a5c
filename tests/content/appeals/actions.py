"""Invented Urgent Actions: one that a person could have written, and many that nobody should."""

from datetime import date

from hypothesis import strategies as st

from content.action import Letter, Person, Target, UrgentAction
from content.appeals import Own

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


# What kits of every channel are tried with: real scripts, hostile addresses, long letters, words of one's own.
scripts = st.sampled_from(
    [
        "Прошу Вас освободить Мину Т. и допустить к ней адвоката.",
        "أطلب منكم الإفراج عن م. ت. فوراً، والسماح لها بمقابلة محامٍ.",
        "请释放米娜，并让她会见律师。",
        "Σας ζητώ να την ελευθερώσετε.",
        "Je vous demande de libérer Mina T. ; merci.",
        "Le pido que la libere: es inocente.",
        "- first\n- second",
        "A & B = 100 % + ? # ; , <b>'\"",
    ]
)
hostile = st.sampled_from(
    [
        "a@example.org",
        "a@example.org?bcc=b@example.org",
        "a+b&c=d@example.org",
        "a%0Abcc:c@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a,b@example.org",
        "o'brien{x}|y@example.org",
        "é@exämple.org",
        "мина@пример.example",
        '"a b"@example.org',
        "a@[127.0.0.1]",
        "<a@example.org>",
    ]
)
printed_numbers = st.sampled_from(
    ["+33 (0)1 40 07 29 91", "202 332 3344 | 4350", "+49 30 12345678/79", "٠١ ٤٠ ٠٧ ٢٩ ٩١", "tel:+1;x=1", "+1 234"]
)
real_paragraphs = st.one_of(wordy, scripts, st.lists(scripts, min_size=5, max_size=40).map(" ".join))
kit_targets = st.builds(
    Target,
    name=st.one_of(rough, scripts),
    role=rough,
    salutation=st.one_of(st.just(""), rough, scripts),
    address=st.lists(st.one_of(rough, scripts, st.just("75001 Paris, France")), max_size=3).map(tuple),
    emails=st.one_of(
        st.lists(st.one_of(hostile, st.emails()), max_size=4),
        st.lists(st.emails(), min_size=60, max_size=60, unique=True),
    ).map(tuple),
    faxes=st.lists(st.one_of(rough, printed_numbers), max_size=3).map(tuple),
    phones=st.lists(st.one_of(rough, printed_numbers), max_size=3).map(tuple),
    x_handles=st.lists(st.from_regex(r"@[A-Za-z0-9_]{1,15}", fullmatch=True), max_size=8).map(tuple),
    contact_forms=st.lists(
        st.sampled_from(
            ["https://form.example.org/a?b=c", "https://exämple.org/ü", "javascript:alert(1)", "https://a.b@c.example/"]
        ),
        max_size=3,
    ).map(tuple),
    accredited_to=st.sampled_from([None, "US", "FR", "DE"]),
)
kits = st.builds(
    UrgentAction,
    number=st.one_of(st.just(""), st.from_regex(r"[0-9]{1,3}/[0-9]{2}", fullmatch=True), rough),
    series=st.sampled_from([None, "EXTRA", "MA"]),
    language=st.sampled_from(["en", "fr", "es", "ar", "ru", "de", "zh", "fr-CA", "ru_RU", "??"]),
    title=st.one_of(rough, scripts),
    summary=st.one_of(wordy, scripts),
    people=st.one_of(
        st.lists(st.builds(Person, name=st.one_of(rough, scripts)), max_size=3),
        st.lists(st.builds(Person, name=st.just("Мина Т.")), min_size=40, max_size=40),
    ).map(tuple),
    targets=st.lists(kit_targets, min_size=1, max_size=2).map(tuple),
    asks=st.lists(st.one_of(wordy, scripts), max_size=4).map(tuple),
    letter=st.none()
    | st.builds(
        Letter,
        salutation=st.one_of(rough, scripts),
        paragraphs=st.lists(real_paragraphs, max_size=6).map(tuple),
        closing=rough,
    ),
)
owns = st.builds(
    Own,
    paragraph=st.one_of(st.just(""), rough, scripts, wordy),
    letter=st.one_of(st.just(""), st.just(""), st.lists(real_paragraphs, max_size=5).map("\n \n".join)),
)
