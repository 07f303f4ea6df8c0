"""The page as Gradio blocks: what stands where, and which action each control starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assistant import Coach
from ui.handlers import Handlers, View
from ui.library import gr

_SHEET = (
    '<dialog aria-labelledby="sheet-title"><button type="button" class="close" data-close aria-label="Close">'
    '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4l8 8M12 4l-8 8"/></svg></button>'
    '<div class="content"></div></dialog><p id="heard" class="unseen" aria-live="polite"></p>'
)
_TABS = (
    '<div class="tabs" role="group" aria-label="Show"><button type="button" data-pane-of="chat" aria-pressed="true">'
    'Chat</button><button type="button" data-pane-of="board" aria-pressed="false">Canvas</button></div>'
)
_SENDING = "(canvas, typed) => rapport.sending(canvas, typed)"
_SETTLED = "(notice, canvas) => rapport.settled(notice, canvas)"

Shown = tuple[Any, ...]


def chat(coach: Coach) -> gr.Blocks:
    """Return the web chat on this coach; the page keeps a canvas id and nothing else."""
    blocks: gr.Blocks = gr.Blocks(title="Rapport", analytics_enabled=False, fill_width=True, fill_height=True)
    with blocks:
        _wire(blocks, Handlers(coach), _Page())
    return blocks


class _Page:
    """The controls of the page, in reading order."""

    def __init__(self) -> None:
        self.canvas = gr.Textbox(visible=False, label="Canvas id")
        self.turn = gr.Textbox("", visible=False, label="Turn id")
        self.said = gr.Textbox(visible=False, label="Reply")
        with gr.Row(elem_id="top"):
            self.head = _html("head")
            self.undo = gr.Button("Undo", elem_id="undo", size="sm")
            self.new = gr.Button("New canvas", elem_id="new", size="sm")
            self.list = gr.Button("Canvases", elem_id="list", size="sm")
            self.desk = gr.Button("Documents", elem_id="documents", size="sm")
        _html("tabs", _TABS)
        with gr.Row(elem_id="panes"):
            with gr.Column(elem_id="chat"):
                self.log = _html("log")
                self.notice = _html("notice")
                self.choices = _html("choices")
                with gr.Row(elem_id="composer"):
                    self.box = _box()
                    self.send = gr.Button("Send", elem_id="send", variant="primary")
            with gr.Column(elem_id="side"):
                self.board = _html("board", script="watch('value', () => rapport.redrawn())")

    def act(
        self, triggers: Any, handler: Callable[..., Shown], inputs: Sequence[gr.blocks.Block], **given: Any
    ) -> None:
        """Tie a control to what it does: one request outside the queue, and the page's own script after it."""
        event = gr.on(
            triggers,
            handler,
            inputs,
            [self.said, self.canvas, self.head, self.log, self.notice, self.choices, self.board],
            queue=False,
            show_progress="hidden",
            api_visibility="public" if "api_name" in given else "private",
            **given,
        )
        event.success(fn=None, inputs=[self.notice, self.canvas], js=_SETTLED)
        event.failure(fn=None, js="() => rapport.unreachable()")


def _html(name: str, value: str = "", script: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)


def _box() -> gr.Textbox:
    return gr.Textbox(
        label="Your message",
        placeholder="Answer, or ask…",
        elem_id="box",
        lines=1,
        max_lines=8,
        autofocus=True,
        container=False,
    )


def _wire(blocks: gr.Blocks, handlers: Handlers, page: _Page) -> None:
    sheet = _sheet(handlers)

    def arrive(canvas_id: str, remembered: str) -> Shown:
        return _shown(handlers.arrive(canvas_id or "", remembered or ""))

    def reply(canvas_id: str, message: str, turn_id: str = "") -> Shown:
        """Say something to the coach; without a canvas id a new canvas begins. The first value is the reply."""
        return _shown(handlers.reply(canvas_id or "", message or "", turn_id or ""))

    def undo(canvas_id: str) -> Shown:
        return _shown(handlers.undo(canvas_id or ""))

    def new(canvas_id: str) -> Shown:
        return _shown(handlers.new(canvas_id or ""))

    def opened(event: gr.EventData) -> Shown:
        return _shown(handlers.open(str(event.canvas)))

    def edited(canvas_id: str, event: gr.EventData) -> Shown:
        return _shown(handlers.edit(canvas_id or "", event._data))

    def expanded(canvas_id: str, event: gr.EventData) -> Shown:
        return _shown(handlers.earlier(canvas_id or "", int(event.shown)))

    canvas, working = [page.canvas], "(canvas) => rapport.working(canvas)"
    message: list[gr.blocks.Block] = [page.canvas, page.box, page.turn]
    page.act(blocks.load, arrive, [page.canvas, page.turn], js="() => rapport.start()")
    page.act([page.box.submit, page.send.click], reply, message, js=_SENDING, api_name="reply")
    page.act(page.undo.click, undo, canvas, js=working)
    page.act(page.new.click, new, canvas, js=working)
    page.act(sheet.select, opened, [])
    page.act(sheet.edit, edited, canvas)
    page.act(sheet.expand, expanded, canvas)
    page.list.click(fn=None, js="() => rapport.list()")
    page.desk.click(fn=None, js="() => rapport.documents()")


def _sheet(handlers: Handlers) -> gr.HTML:
    def source(asked: dict[str, Any]) -> str:
        return handlers.source(str(asked.pop("canvas", "")), asked)

    def documents(canvas_id: str) -> str:
        return handlers.documents(canvas_id)

    def canvases(current: str) -> str:
        return handlers.canvases(current)

    script = "rapport.wired(trigger, server)"
    return gr.HTML(
        _SHEET,
        elem_id="sheet",
        js_on_load=script,
        apply_default_css=False,
        server_functions=[source, documents, canvases],
    )


def _shown(view: View) -> Shown:
    return tuple(gr.skip() if part is None else part for part in view)
