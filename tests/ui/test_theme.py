from __future__ import annotations

import re

import pytest

from ui import theme

CSS = (theme.ASSETS / "chat.css").read_text(encoding="utf-8")
READ_ON = [
    *((ink, ground) for ink in ("ink", "soft", "accent", "warm", "bad") for ground in ("paper", "card")),
    *(("ink", tint) for tint in ("tint", "warm-tint")),
    ("warm", "warm-tint"),
    ("soft", "warm-tint"),
    ("bad", "bad-tint"),
    ("accent", "tint"),
    ("on-accent", "accent"),
]


def colours(scheme: str) -> dict[str, str]:
    block = re.search(re.escape(scheme) + r" \{(.*?)\}", CSS, re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [":root", ".dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_ON)
def test_text_is_legible_in_light_and_dark(scheme: str, ink: str, ground: str) -> None:
    held = colours(scheme)
    assert contrast(held[ink], held[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [":root", ".dark"])
def test_the_edges_of_fields_can_be_seen(scheme: str) -> None:
    held = colours(scheme)
    assert contrast(held["edge"], held["card"]) >= 3


def test_the_look_comes_from_this_machine_alone() -> None:
    assert not re.search(r"https?:|url\(|@import|//[a-z]", theme.head().replace("http://www.w3.org/2000/svg", ""))
    assert theme.FAVICON.is_file()


def test_the_browser_stores_one_key_and_no_text() -> None:
    script = (theme.ASSETS / "chat.js").read_text(encoding="utf-8")
    assert re.findall(r"localStorage\.setItem\((.*?)\)", script) == ["KEY, canvas"]
    assert not re.search(r"sessionStorage|indexedDB|document\.cookie", script)
