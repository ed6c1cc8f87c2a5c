"""The colours: every text can be read on its ground, in light and in dark."""

import re
from pathlib import Path

import pytest

import dashboard

LOOK = (Path(dashboard.__file__).parent / "static" / "look.css").read_text()
READ_ON = {
    "ink": ("ground", "surface", "raised", "well"),
    "soft": ("ground", "surface", "raised", "well"),
    "link": ("surface", "raised", "mine"),
    "good": ("ground", "surface", "raised"),
    "bad": ("ground", "surface", "well", "raised", "mine"),
    "on-signal": ("signal", "signal-hover"),
    "on-mine": ("mine",),
}
SEEN_ON = {"edge": ("ground", "surface", "raised"), "focus": ("ground", "surface", "raised", "well")}
"""Borders of controls and the focus ring: 3 to 1 (WCAG 2.2, 1.4.11)."""


def colours(dark: bool) -> dict[str, str]:
    light, _, rest = LOOK.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return found | (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rest)) if dark else {})


def brightness(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_is_read_has_contrast_enough(dark: bool) -> None:
    all_colours = colours(dark)
    for pairs, least in ((READ_ON, 4.5), (SEEN_ON, 3.0)):
        for text, grounds in pairs.items():
            for ground in grounds:
                found = contrast(all_colours[text], all_colours[ground])
                assert found >= least, f"{text} on {ground}: {found:.2f}"
