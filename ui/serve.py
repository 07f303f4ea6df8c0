"""The web application: REST and the chat on one app."""

from __future__ import annotations

from fastapi import FastAPI

from assistant import Coach, Settings
from assistant.rest import create_app as create_rest
from ui import theme
from ui.layout import chat
from ui.library import gr


def create_app(coach: Coach, settings: Settings) -> FastAPI:
    """Return the app that serves the chat at / and REST under /api; whoever calls this opens and closes the coach."""
    return mount(create_rest(coach, settings), coach)


def mount(app: FastAPI, coach: Coach) -> FastAPI:
    """Put the chat at / of an app; what the app answers already stays first."""
    look = gr.themes.Base(font=theme.SANS, font_mono=theme.MONO).set(**theme.COLOURS)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        chat(coach),
        path="/",
        theme=look,
        head=theme.head(),
        favicon_path=str(theme.FAVICON),
        footer_links=[],
        # Saved runs would keep whole conversations in the browser.
        run_history=False,
        show_error=False,
        max_file_size="1kb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
    )
    return mounted
