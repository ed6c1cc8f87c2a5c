"""Web pages: blocks, lines, lists, tables and links; nothing of what a site puts around a text."""

import pytest

from content.reading.formats import text


def said(markup: str) -> str:
    return text(f"<!DOCTYPE html><html><head><title>Site</title></head><body>{markup}</body></html>".encode())


def test_blocks_and_lines() -> None:
    assert said(
        "<p>One\n  paragraph</p><p>A line<br>another<br/>third</p><div>a</div><div>b</div><div><br></div><div>c</div>"
    ) == ("One paragraph\n\nA line\nanother\nthird\n\na\nb\n\nc")


def test_headings_and_lists() -> None:
    assert said(
        "<h1>URGENT <b>ACTION</b></h1><ul><li>one<li><p>two</p></ul><ol><li>a</li><li>b</li></ol><ol start=3><li>c</ol>"
    ) == ("# URGENT ACTION\n\n• one\n• two\n\n1. a\n2. b\n\n3. c")


def test_links_are_http_and_mail_only() -> None:
    assert said(
        "<p><a href='https://example.org/a b(c)'>form</a> <a href='javascript:alert(1)'>no</a> <a href='/x'>here</a> "
        "<a href='mailto:a@example.org?bcc=b@example.org'>a@example.org</a> "
        "<a href='mailto:a@example.org'>a@example.org</a> <a href='https://example.org/'>example.org</a> "
        "<a href='data:text/html,x'>data</a> <a href='  HTTPS://E.org/y '>y</a>"
    ) == (
        "[form](https://example.org/a%20b%28c%29) no here [a@example.org](mailto:a@example.org?bcc=b@example.org) "
        "a@example.org example.org data [y](HTTPS://E.org/y)"
    )


def test_a_hidden_address_stays_hidden() -> None:
    shown = (
        "<a href='/cdn-cgi/l/email-protection' class='__cf_email__' data-cfemail='2a4b6a48'>[email&#160;protected]</a>"
    )
    assert said(f"<p>Email: {shown}</p>") == "Email: [email\xa0protected]"


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Menu</nav>", "<footer>Contact us: office@example.org</footer>", "<script>var a = 'text'</script>",
        "<style>p {}</style>", "<form><label>Your email</label><input></form>", "<div hidden>x</div>", "<!-- x -->",
        "<p style='display:none'>x</p>", "<div style='color: red; VISIBILITY: hidden'>x</div>",
        "<noscript>x</noscript>",
        "<div id='cookie-notice'>We use cookies</div>", "<div role='navigation'>x</div>", "<button>Share</button>",
        "<p>We use cookies. <button>Yes</button></p>", "<div><p>Este sitio usa cookies.</p></div>",
        "<del>deleted</del>", "<a href='https://www.facebook.com/sharer/sharer.php?u=x'>Facebook</a>",
        "<div class='breadcrumbs'>Home</div>", "<template>x</template>", "<iframe>x</iframe>",
        "<select><option>x</select>",
    ],
)  # fmt: skip
def test_furniture_goes(furniture: str) -> None:
    assert said(f"{furniture}<p>{'The text itself. ' * 10}</p>{furniture}") == ("The text itself. " * 10).strip()


def test_a_site_that_is_one_form_is_read() -> None:
    assert said("<form><p>The text itself.</p><input></form>") == "The text itself."


def test_tables() -> None:
    assert said("<table><tr><td>Minister<br>Ministry</td><td>Ambassador<br>Embassy</td></tr></table>") == (
        "Minister\nMinistry\n\nAmbassador\nEmbassy"
    )
    assert said("<table><tr><td>Minister<td>Ambassador<tr><td>Ministry<td>Embassy<tr><td>Fax: 1<td></table>") == (
        "Minister\nMinistry\nFax: 1\n\nAmbassador\nEmbassy"
    )
    assert (
        said("<table><tr><th>Country:<td>France<tr><th>Date:<td>1 May 2026</table>")
        == "Country: France\n\nDate: 1 May 2026"
    )
    assert said("<table><tr><td>First UA: 2/19<td>Index: EUR 46/9686/2019<td>Date: 15 January 2019</table>") == (
        "First UA: 2/19   Index: EUR 46/9686/2019   Date: 15 January 2019"
    )


def test_a_mail_made_of_tables() -> None:
    inner = (
        "<table><tr><td>&nbsp;</td><td><table><tr><td><p>One</p><p>Two</p></td></tr></table></td><td></td></tr></table>"
    )
    assert said(f"<table><tr><td>{inner}</td></tr><tr><td><p>Three</p></td></tr></table>") == "One\n\nTwo\n\nThree"


def test_what_word_saves() -> None:
    assert (
        said(
            "<p class=MsoNormal style='margin:0cm'>Minister</p>"
            "<p class=MsoNormal style='margin:0cm'>Ministry<o:p></o:p></p>"
            "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
            "<p class=MsoListParagraph><span style='font-family:Symbol'>·<span>"
            "&nbsp;&nbsp;&nbsp; "
            "</span></span>asking</p><!--[if gte mso 9]><xml>x</xml><![endif]-->"
            "<p><span style='mso-hide:all'>no</span>yes</p>"
        )
        == "Minister\nMinistry\n\n• asking\n\nyes"
    )


@pytest.mark.parametrize(
    "beginning",
    ["<div>", "<p>", "<!-- saved -->\n<p>", "<head><meta charset=utf-8></head><p>", "<meta charset='utf-8'>",
     "\r\n \t<BODY>", "<h1>", "<table><tr><td>", "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
     "\ufeff<html>", "<span>"],
)  # fmt: skip
def test_a_page_without_a_doctype(beginning: str) -> None:
    assert text(f"{beginning}URGENT <b>ACTION</b>".encode()) in ("URGENT ACTION", "# URGENT ACTION")


@pytest.mark.parametrize(
    "plain",
    [
        "<someone@example.org> wrote:\n> URGENT ACTION", "<p> is a tag, and that is all there is about it.",
        "< 5 people & > 3", "<<URGENT ACTION>>\n<b", "<https://example.org/a>\n<https://example.org/b>",
        "URGENT <b>ACTION</b>", "<a@b.org>, <c@d.org>",
    ],
)  # fmt: skip
def test_plain_text_that_looks_a_little_like_a_page(plain: str) -> None:
    assert text(plain.encode()) == plain


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=iso-8859-1><p>détenu “ici”</p>".encode("cp1252"),
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'><p>détenu “ici”</p>".encode(
            "cp1252"
        ),
        "<meta charset=latin1><p>détenu “ici”</p>".encode(),
        "<p>détenu “ici”</p>".encode("utf-16"),
        "<html><p>détenu “ici”</p>".encode("utf-16-le"),
        b"\xef\xbb\xbf" + "<p>détenu “ici”</p>".encode(),
        "<p>détenu “ici”</p>".encode("cp1252"),
        "<meta charset=punycode><p>détenu “ici”</p>".encode(),
        "<?xml version='1.0' encoding='iso-8859-1'?><html><p>détenu “ici”</p></html>".encode("cp1252"),
    ],
)
def test_encodings(page: bytes) -> None:
    assert text(page) == "détenu “ici”"
