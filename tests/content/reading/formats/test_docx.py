"""DOCX: all that is printed, in order, and nothing that is not."""

from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from content.reading.formats import text
from tests.content.reading.formats import making

W = nsdecls("w")


@pytest.fixture
def word() -> Any:
    return making.word()


def said(document: Any) -> str:
    return text(making.saved(document))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def append(document: Any, xml: str) -> None:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def test_headings_paragraphs_lines_and_lists(word: Any) -> None:
    word.add_heading("URGENT ACTION", 1)
    word.add_heading("LIBRARIAN HELD", 0)
    word.add_paragraph("First line\nsecond line")
    word.add_paragraph("Asking them to act", style="List Bullet")
    word.add_paragraph("Write a letter", style="List Number")
    assert said(word) == (
        "# URGENT ACTION\n\n# LIBRARIAN HELD\n\nFirst line\nsecond line\n\n• Asking them to act\n\n1. Write a letter"
    )


def test_the_page_header_comes_first_and_its_tabs_are_gaps(word: Any) -> None:
    word.sections[0].header.paragraphs[0].text = "UA: 58/16 Index: AFR 54/3634/2016 Sudan\tDate: 17 March 2016"
    word.sections[0].footer.paragraphs[0].text = "Example International, 1 Example Street"
    word.add_paragraph("Text")
    assert said(word) == "UA: 58/16 Index: AFR 54/3634/2016 Sudan   Date: 17 March 2016\n\nText"


def test_a_foot_that_says_which_urgent_action_this_is_is_kept(word: Any) -> None:
    word.sections[0].footer.paragraphs[0].text = "UA: 58/16 Index: AFR 54/3634/2016"
    word.add_paragraph("Text")
    assert said(word) == "UA: 58/16 Index: AFR 54/3634/2016\n\nText"


def test_a_header_table_is_one_line(word: Any) -> None:
    cells = word.add_table(1, 4).rows[0].cells
    for cell, shown in zip(
        cells, ("UA: 58/16", "Index: AFR 54/3634/2016", "Sudan", "Date: 17 March 2016"), strict=True
    ):
        cell.text = shown
    word.add_paragraph("Text")
    assert said(word).split("\n\n")[0] == "UA: 58/16   Index: AFR 54/3634/2016   Sudan   Date: 17 March 2016"


def test_targets_side_by_side(word: Any) -> None:
    left, right = word.add_table(1, 2).rows[0].cells
    left.text = "Minister Camille Exemple\nMinistry of Justice"
    left.add_paragraph("Fax: +33 1 23")
    right.text = "Ambassador Jane Roe"
    right.add_paragraph("Embassy of Exampleland")
    assert said(word) == (
        "Minister Camille Exemple\nMinistry of Justice\nFax: +33 1 23\n\nAmbassador Jane Roe\nEmbassy of Exampleland"
    )


def test_targets_side_by_side_a_row_for_each_line(word: Any) -> None:
    table = word.add_table(3, 2)
    for row, (left, right) in enumerate([("Minister", "Ambassador"), ("Ministry", "Embassy"), ("Fax: 1", "")]):
        table.cell(row, 0).text, table.cell(row, 1).text = left, right
    assert said(word) == "Minister\nMinistry\nFax: 1\n\nAmbassador\nEmbassy"


def test_a_table_of_labels_is_read_across(word: Any) -> None:
    table = word.add_table(3, 2)
    rows = [
        ("PUBLICATION DATE", "17 March 2017"),
        ("INDEX NUMBER", "AFR 54/1/2017"),
        ("LETTER", "Dear Minister,\nPlease."),
    ]
    for row, (left, right) in enumerate(rows):
        table.cell(row, 0).text, table.cell(row, 1).text = left, right
    assert said(word) == (
        "PUBLICATION DATE: 17 March 2017\n\nINDEX NUMBER: AFR 54/1/2017\n\nLETTER:\nDear Minister,\nPlease."
    )


def test_links(word: Any) -> None:
    paragraph = word.add_paragraph("See ")
    making.hyperlink(paragraph, "the form", "https://example.org/form")
    making.hyperlink(word.add_paragraph("Email: "), "roe@example.org", "mailto:roe@example.org")
    making.hyperlink(word.add_paragraph("Run "), "this", "file:///etc/passwd")
    append(
        word,
        f"<w:p {W}><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>"
        ' HYPERLINK "https://example.org/field" '
        f"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('a field')}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    )
    assert said(word).split("\n\n") == [
        "See [the form](https://example.org/form)",
        "Email: roe@example.org",
        "Run this",
        "[a field](https://example.org/field)",
    ]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not(word: Any) -> None:
    append(
        word,
        f"<w:p {W}>{run('Act until ')}<w:del w:id='1' w:author='a'><w:r><w:delText>1 May</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='a'>{run('2 June')}</w:ins>{run(' 2026')}"
        f"<w:moveFrom w:id='3' w:author='a'>{run(' moved')}</w:moveFrom></w:p>",
    )
    assert said(word) == "Act until 2 June 2026"


def test_capitals_are_as_they_are_printed(word: Any) -> None:
    style = word.styles.add_style("Shouting", WD_STYLE_TYPE.PARAGRAPH)
    style.font.all_caps = True
    heir = word.styles.add_style("Heir", WD_STYLE_TYPE.PARAGRAPH)
    heir.base_style = style
    word.add_paragraph("from the style", style="Shouting")
    word.add_paragraph("from its base", style="Heir")
    word.add_paragraph("").add_run("from the run").font.all_caps = True
    word.add_paragraph("", style="Heir").add_run("switched off").font.all_caps = False
    assert said(word) == "FROM THE STYLE\n\nFROM ITS BASE\n\nFROM THE RUN\n\nswitched off"


def test_hidden_text_notes_and_page_numbers_are_left_out(word: Any) -> None:
    append(
        word, f"<w:p {W}>{run('Shown')}{run(' hidden', '<w:vanish/>')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    assert said(word) == "Shown"


BOX = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize("fallback", [True, False])
def test_text_boxes(word: Any, fallback: bool) -> None:
    word.add_paragraph("Above")
    drawn = BOX.format("In the box")
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    older = f"<mc:Fallback><w:pict><v:textbox>{drawn}</v:textbox></w:pict></mc:Fallback>" if fallback else ""
    append(
        word,
        f"<w:p {W} {spaces}>{run('Beside')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><wps:txbx>{drawn}</wps:txbx></w:drawing></mc:Choice>{older}</mc:AlternateContent></w:r></w:p>",
    )
    assert said(word) == "Above\n\nBeside\n\nIn the box"


def test_fields_content_controls_and_odd_breaks(word: Any) -> None:
    append(word, f"<w:p {W}><w:fldSimple w:instr='DATE'>{run('15 January 2019')}</w:fldSimple></w:p>")
    append(word, f"<w:sdt {W}><w:sdtContent><w:p>{run('In a control')}</w:p></w:sdtContent></w:sdt>")
    append(
        word, f"<w:p {W}>{run('one')}<w:r><w:cr/></w:r>{run('two')}<w:r><w:br w:type='page'/></w:r>{run('three')}</w:p>"
    )
    append(word, f"<w:p {W}>{run('left')}<w:r><w:ptab w:alignment='right'/></w:r>{run('right')}</w:p>")
    assert said(word) == "15 January 2019\n\nIn a control\n\none\ntwo\nthree\n\nleft   right"


def test_short_paragraphs_that_stand_close_are_lines_of_a_block(word: Any) -> None:
    for line in ("Minister Camille Exemple", "Ministry of Justice", "", "Ambassador Jane Roe", "Embassy"):
        word.add_paragraph(line).paragraph_format.space_after = 0
    assert said(word) == "Minister Camille Exemple\nMinistry of Justice\n\nAmbassador Jane Roe\nEmbassy"


def test_parts_are_found_where_the_package_says_they_are(word: Any) -> None:
    word.add_paragraph("Text")
    document = making.saved(word)
    assert text(making.changed(document, word_fontTable=b"<broken")) == "Text"
