"""`uabot demo`, as an organizer has it: a document is sent on the page, looked at, checked and announced."""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from playwright.async_api import expect
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from content.samples import documents
from tests.bot.command import M_K, Shell, number
from tests.bot.on_web.browser import browsing, needs_browser

TODAY = datetime.now(ZoneInfo("Europe/Paris")).date()
ENGLISH, FRENCH, BROTHERS = (sample.document.decode() for sample in documents(TODAY))
NEW = BROTHERS.replace("902/", "77/").replace("99902", "99977").replace("Ivan Primerov", "Igor <i>Novy</i>")
SEVENTY_SEVEN = number(NEW)
SEVENTY_NINE = number(ENGLISH.replace("901/", "79/"))


def pdf(text: str) -> bytes:
    """The text as a PDF, a paragraph for each blank line, its other lines as they are."""
    made = BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "\0").replace("\n", "<br/>")
    SimpleDocTemplate(made, pagesize=A4).build([Paragraph(part, style) for part in escaped.split("\0")])
    return made.getvalue()


@needs_browser
async def test_a_document_becomes_an_alert_in_the_chat(tmp_path: Path) -> None:
    shell = Shell(tmp_path, {"UABOT_LISTEN": "127.0.0.1:0"})
    async with shell.running("demo", until="press Start") as demo:
        address = (await demo.line("http://")).strip()
        async with browsing(address) as window:
            page = window.page
            choose, line = page.get_by_label("Choose a document"), page.locator("[data-document-said]")

            async def send(name: str, document: bytes) -> None:
                await choose.set_input_files({"name": name, "mimeType": "", "buffer": document})
                await expect(line).not_to_have_attribute("data-state", "reading", timeout=20_000)

            await window.press("Start")
            await window.press("Join")
            await window.press("Skip")
            await send("shopping.txt", b"milk, bread and honey for Saturday")
            await expect(line).to_have_attribute("data-state", "wrong")
            assert "\n" not in await line.inner_text()

            unclear = re.sub(r"(?<=UNTIL: )[^\n]+", "as soon as you can", NEW).replace("77/", "78/")
            await send("ua-78-26.pdf", pdf(unclear))
            await expect(line).to_contain_text(f"UA {number(unclear)} is kept as a draft.")
            blocked = page.locator(".draft", has_text=f"UA {number(unclear)}")
            await expect(blocked.get_by_role("button", name="Checked: ready to announce")).to_be_disabled()
            await expect(blocked.get_by_text("Please look:")).to_be_visible()
            await expect(blocked.locator(".draft-row", has_text="Until").locator(".draft-look")).to_be_visible()

            await send("ua-77-26.pdf", pdf(NEW))
            await expect(line).to_contain_text(f"UA {SEVENTY_SEVEN} is kept as a draft.")
            draft = page.locator(".draft", has_text=f"UA {SEVENTY_SEVEN}")
            await expect(draft).to_contain_text("BROTHERS SEIZED IN NEW WAVE OF ARRESTS")
            await expect(draft).to_contain_text("Igor Novy")
            await expect(draft).to_contain_text("post, fax")
            await expect(draft).to_contain_text("19 days left")
            await draft.locator("summary").click()
            await expect(draft).to_contain_text("commissioner@ombudsman.example.org")
            await send("ua-77-26.pdf", pdf(NEW))
            await expect(line).to_contain_text(f"UA {SEVENTY_SEVEN} is here already, as a draft.")

            for name, text in (("ua-79-26.pdf", ENGLISH), ("au-79-26.pdf", FRENCH)):
                await send(name, pdf(text.replace("901/", "79/")))
            await expect(line).to_contain_text(
                f"UA {SEVENTY_NINE} is here already: this document was kept as its French texts."
            )
            await expect(page.locator(".draft", has_text=f"UA {SEVENTY_NINE}")).to_contain_text("English, French")

            await draft.get_by_role("button", name="Checked: ready to announce").click()
            await expect(draft).to_have_count(0)
            case = page.locator(".case", has_text=f"UA {SEVENTY_SEVEN}")
            await case.get_by_role("button", name="Send the alert").click()
            await expect(case.get_by_text("Sent to 1 chat", exact=True)).to_be_visible()
            await window.says("19 days left")
            await window.press("Take action")
            await window.says("Who do you want to reach?")
            await expect(page.locator(".message").last).to_contain_text("Anna Obraztsova")
            assert [fault for fault in window.faults if "422" not in fault] == []

        http = httpx.AsyncClient(base_url=address, headers={"Content-Type": "application/octet-stream"}, timeout=20)
        async with http:
            home = {"Origin": address.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
            large = await http.post("/dashboard/document", content=b"x" * 11 * 1024 * 1024, headers=home)
            assert large.status_code == 413
            assert "10 MB" in large.json()["said"]
            foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
            assert (await http.post("/dashboard/document", content=b"x", headers=foreign)).status_code == 403
            same = await http.post("/dashboard/document", content=ENGLISH.encode(), headers=home)
            assert same.json() == {"said": f"UA {M_K} is here already, checked and ready to announce."}
    assert not any(shell.folder.glob("*")), "nothing of the demo is kept"
    assert not any("Obraztsova" in said or SEVENTY_SEVEN in said for said in demo.lines), "logs hold no texts"
