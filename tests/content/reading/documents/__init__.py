"""Invented documents as they really arrive, each with the JSON that a careful person would make of it.

    python -m tests.content.reading.documents [FOLDER…]      makes the files of all folders, or of these
    python -m tests.content.reading.score [--worst N] [FILE…]   reads them all and says how well

A folder is one era or variant (`era_a`, `aiusa_mail`, …). To add a document NAME to it:

1. A table in the folder's `documents.toml`:

       layout = "A 1991-95"               # once, at the top: the row of the score

       [islands-1994]                     # NAME
       today = 1994-09-20                 # the day it is read: before the deadline, unless `past` is the point
       made = ["pdf", "docx", "latin-1.txt"]
       shows = "dash list; two officials in one block"      # which quirks of the catalogue it is for

2. Its source, by the files to be made from it:

       NAME.html   → "html" (with print.css put in), "pdf" (printed by Chromium), "docx" (Word)
       NAME.txt    → "txt" (UTF-8), "latin-1.txt", "cp1252.txt", "utf-16.txt", "wrapped.txt" (broken at 72 columns),
                     "quoted.txt" (the same, `> ` before every line but the first), "eml" (quoted-printable; the source
                     begins with its mail headers, then a blank line)
       NAME.page   → "drawn.pdf": lines drawn one by one, in the order of the file, wherever they stand on the page

3. `NAME.json`: what is expected of every file made, all keys of UA-JSON.md. Of `problems` only `field` and `code` count
   (write `{"field": …, "code": …}`).

4. Run the first command, and commit the PDF and DOCX files that it made under `made/`. The texts there are to look at:
   tests make their own.

What the HTML may hold, so that Word and Chromium make the same of it: `h1`…`h6`, `p`, `div`, `ul`/`ol`/`li`,
`table`/`tr`/`td`, `hr class="page"` (a new page), `br`, `b`, `i`, `u`, `a href`, and
  `<header>`            what Word keeps in the page header, outside the text
  `<aside>`             a text box
  `<div class="columns">` of `div`s: side by side (in Word a table of one row)
  `class="caps"`        capitals that are only a setting of the font
  `<ins>`, `<del>`      a tracked change (`del` is not to be read)
  `<pre class="typed">` a typewriter's page: spaces and line ends kept
  `class="web"`         a site's furniture: in the web page only, neither printed nor in Word
Spaces and line ends in the HTML mean what they mean in a browser. A document's own `<style>` is kept.

What a `.page` holds: `@ x y [size] [bold]` (points from the left and from the top of A4) begins a run of lines drawn
below each other; `@ rows x1 x2 … y size` draws lines of cells divided by ` || ` row by row, one cell at each x;
`@ page` begins a new page. Anything else is a line to draw, in Helvetica (Latin-1 letters only); a blank
line is a blank line.

Rules: everything is invented (people, officials, streets, cases; countries are real); addresses end in .example or
example.org; numbers are of ranges that nobody has (555 01xx and the like) but that phonenumbers finds possible; no
sentence of Amnesty's, only the labels. Write the expected JSON from the document and UA-JSON.md, never from what the
reader gives.
"""
