"""The look and what the page does by itself: fonts of the system alone, one style sheet, one script."""

from __future__ import annotations

from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
FAVICON = ASSETS / "favicon.svg"
SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "Menlo", "Consolas", "monospace")
# Gradio's own colours, given over to the style sheet in light and in dark.
COLOURS = {
    "body_background_fill": "var(--paper)",
    "body_background_fill_dark": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_dark": "var(--ink)",
}


def head() -> str:
    """Return the style sheet and the script as elements for the head of the page.

    Gradio's own way for style sheets rewrites every selector and breaks those with a comma inside brackets.
    """
    style = (ASSETS / "chat.css").read_text(encoding="utf-8")
    script = (ASSETS / "chat.js").read_text(encoding="utf-8")
    return f"<style>{style}</style><script>{script}</script>"
