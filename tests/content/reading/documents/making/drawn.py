"""PDFs drawn line by line, so that the order of their content is the author's and not the page's."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

HEIGHT = 842
LEADING = 1.25


def document(source: str) -> bytes:
    """The pages of a `.page` file. Raises ValueError for a line beginning with `@` that places nothing."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, HEIGHT), invariant=1)
    columns, y, size, font = [50.0], 60.0, 10.0, "Helvetica"
    for line in source.rstrip("\n").split("\n"):
        if line == "@ page":
            canvas.showPage()
        elif line.startswith("@ "):
            words = line.removeprefix("@ ").split()
            font = "Helvetica-Bold" if "bold" in words else "Helvetica"
            places = [float(word) for word in words if word not in ("bold", "rows")]
            if "rows" in words:
                *columns, y, size = places
            else:
                columns, y, size = [places[0]], places[1], places[2] if len(places) > 2 else 10.0
        else:
            cells = line.split(" || ") if len(columns) > 1 else [line]
            canvas.setFont(font, size)
            for x, cell in zip(columns, cells, strict=len(columns) > 1):
                if cell.strip():
                    canvas.drawString(x, HEIGHT - y, cell)
            y += size * LEADING
    canvas.save()
    return out.getvalue()
