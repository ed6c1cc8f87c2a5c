"""Saved e-mails: an attached Urgent Action before the covering text, else what the mail says."""

from email.message import EmailMessage

import pytest

from content.reading import Unreadable
from content.reading.formats import text
from tests.content.reading.formats import making

UA = "First UA: 905/26 Index: EUR 21/99905/2026 France Date: 12 November 2026"


def mail(body: str = "", html: str = "", subject: str = "News") -> EmailMessage:
    message = EmailMessage()
    message["Received"] = "from a.example.org by b.example.org; Thu, 12 Nov 2026 10:00:00 +0000"
    message["From"] = "Urgent Action Office <uan@example.org>"
    message["To"] = "list@example.org"
    message["Date"] = "Thu, 12 Nov 2026 10:00:00 +0000"
    message["Subject"] = subject
    message.set_content(body, cte="quoted-printable" if body.isascii() else None)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def docx(shown: str) -> bytes:
    document = making.word()
    document.add_paragraph(shown)
    return making.saved(document)


def pdf(shown: str) -> bytes:
    sheet = making.sheet()
    sheet.at(60, 700, shown)
    return sheet.pdf()


def attach(message: EmailMessage, content: bytes, name: str = "file.bin") -> bytes:
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_plain_text_without_its_header() -> None:
    found = text(mail(f"{UA}\n\nURGENT ACTION\n\nDétenue à Évreux").as_bytes())
    assert found.strip() == f"{UA}\n\nURGENT ACTION\n\nDétenue à Évreux"


def test_html_is_read_rather_than_plain_text() -> None:
    found = text(mail("See the web version", f"<p>{UA}</p><p><a href='https://example.org/f'>Form</a></p>").as_bytes())
    assert found == f"{UA}\n\n[Form](https://example.org/f)"


def test_plain_text_is_read_where_html_says_little() -> None:
    assert text(mail(f"{UA}\n" + "A long text. " * 20, "<p>Logo</p>").as_bytes()).startswith(UA)


@pytest.mark.parametrize("make", [pdf, docx])
@pytest.mark.parametrize("name", ["file.bin", "UA.pdf", "x.txt"])
def test_what_is_attached_is_read_whatever_it_is_called(make: object, name: str) -> None:
    assert callable(make)
    assert text(attach(mail("Dear all, here is UA 905/26."), make(UA), name)) == UA


def test_an_attachment_that_is_no_urgent_action_is_passed_over() -> None:
    assert text(attach(mail(f"{UA}\nText"), pdf("A leaflet about membership"))).startswith(UA)


def test_a_mail_forwarded_as_attachment() -> None:
    outer = mail("See below.")
    outer.add_attachment(mail("", f"<p>{UA}</p>"))
    inner = mail("See below, too.")
    attach(inner, docx(UA))
    both = mail("Hello.")
    both.add_attachment(inner)
    assert text(both.as_bytes()) == UA


def test_an_attachment_that_cannot_be_read_is_said_where_the_mail_says_nothing() -> None:
    with pytest.raises(Unreadable, match=r"attached to the e-mail.*PDF"):
        text(attach(mail("Please find it attached."), b"%PDF-1.4 broken"))
    assert text(attach(mail(f"{UA}\nText"), b"%PDF-1.4 broken")).startswith(UA)


def test_the_subject_is_kept_where_only_it_gives_the_number() -> None:
    assert text(mail("URGENT ACTION", subject="UA 905/26: librarian held").as_bytes()).startswith(
        "Subject: UA 905/26: librarian held\n\nURGENT ACTION"
    )
    assert "Subject" not in text(mail(UA, subject="UA 905/26: librarian held").as_bytes())


def test_flowed_text_is_joined() -> None:
    raw = (
        b"Content-Type: text/plain; charset=utf-8; format=flowed\nMIME-Version: 1.0\n\n"
        b"A paragraph that \ngoes on.\n\nMinister\n From the ministry\n"
    )
    assert text(raw) == "A paragraph that goes on.\n\nMinister\nFrom the ministry\n"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8", "utf-16", "nonsense", "zip", "punycode"])
def test_charsets(charset: str) -> None:
    encoding = charset if charset in ("utf-8", "utf-16") else "cp1252"
    raw = f"MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n".encode() + "détenu".encode(encoding)
    assert text(raw) == "détenu"


def test_a_page_that_word_saved_as_a_single_file() -> None:
    raw = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Next"\r\n\r\n------=_Next\r\n'
        b"Content-Location: file:///C:/x.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b'Content-Type: text/html; charset="windows-1252"\r\n\r\n<html><p>d=E9tenu</p></html>\r\n------=_Next--\r\n'
    )
    assert text(raw) == "détenu"


def test_a_mailbox_line_first() -> None:
    assert text(b"From a@example.org Thu Nov 12 10:00:00 2026\n" + mail(UA).as_bytes()).strip() == UA


def test_a_mail_without_text() -> None:
    with pytest.raises(Unreadable, match="no text in it"):
        text(attach(mail(), b"\x89PNG\r\n\x1a\n"))
