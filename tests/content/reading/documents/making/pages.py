"""Web pages, and PDFs that a browser prints of them."""

from pathlib import Path

STYLE = Path(__file__).parents[1] / "print.css"


def page(source: str) -> str:
    """A whole page: the source with print.css in its head."""
    style = f"<style>\n{STYLE.read_text('utf-8')}</style>\n"
    if "<head>" in source:
        return source.replace("<head>", f"<head>\n{style}", 1)
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{style}</head>\n'
    return f"{head}<body>\n{source}</body>\n</html>\n"


def print_all(sources: dict[Path, str]) -> None:
    """Print each source to its file, in a browser without a network. Needs Chromium if there is anything to do."""
    if not sources:
        return
    from playwright.sync_api import sync_playwright

    from tests.bot.on_web.browser import CHROMIUM

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(offline=True, java_script_enabled=False)
        for file, source in sources.items():
            sheet = context.new_page()
            sheet.set_content(page(source))
            file.write_bytes(sheet.pdf(format="A4", prefer_css_page_size=True))
            sheet.close()
        browser.close()
