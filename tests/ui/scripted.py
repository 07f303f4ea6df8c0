"""A coach that says what a script tells it, with the methods that the web chat calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.canvas import Canvas, progress_of
from assistant.documents import Document, Takes
from assistant.edits import Edit
from assistant.errors import UnknownCanvas, UnknownDocument
from assistant.record import CanvasSummary
from assistant.reply import Turn
from corpus.passage import Passage

AT = "2025-03-01T10:00:00Z"
Step = Callable[[Canvas, int, str | None], tuple[Canvas, Turn]]


def echo(canvas: Canvas, number: int, message: str | None) -> tuple[Canvas, Turn]:
    """Leave the canvas as it is and say the message back."""
    return canvas, Turn(number=number, message=message, text=f"You said: {message}", at=AT)


@dataclass
class ScriptedCoach:
    """Plays `steps` one after the other, then what it does `always`; keeps canvases by id in itself."""

    steps: list[Step] = field(default_factory=list)
    always: Step = echo
    passages: dict[str, Passage] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    takes: Takes = field(default_factory=lambda: Takes(kinds=(".md", ".pdf"), largest=2_000_000))
    held: dict[str, Canvas] = field(default_factory=dict)
    said: dict[str, list[Turn]] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    ids: dict[str, Turn] = field(default_factory=dict)

    def new_canvas(self, title: str | None = None) -> Canvas:
        canvas = Canvas(id=f"cnv_{len(self.held) + 1}", title=title or "Untitled", created_at=AT, updated_at=AT)
        self.held[canvas.id] = canvas
        self.said[canvas.id] = [Turn(number=0, text="Hello! What does your business do?", at=AT)]
        return self.canvas(canvas.id)

    def reply(self, canvas_id: str, text: str, turn_id: str | None = None) -> Turn:
        if turn_id is None or turn_id not in self.ids:
            turn = self._play(canvas_id, text)
            self.ids[turn_id or f"turn-{len(self.ids)}"] = turn
            return turn
        return self.ids[turn_id]

    def undo(self, canvas_id: str, turn_id: str | None = None) -> Turn:
        return self._play(canvas_id, "undo", lambda canvas, number, _: echo(canvas, number, "undo"))

    def edit(self, canvas_id: str, edits: Sequence[Edit], turn_id: str | None = None) -> Turn:
        self.edits += edits
        changed = lambda canvas, number, _: (canvas, Turn(number=number, text="Changed on the board.", at=AT))  # noqa: E731
        return self._play(canvas_id, None, changed)

    def turns(self, canvas_id: str, last: int | None = None) -> tuple[Turn, ...]:
        self.canvas(canvas_id)
        return tuple(self.said[canvas_id][-last if last else None :])

    def canvas(self, canvas_id: str, revision: int | None = None) -> Canvas:
        if canvas_id not in self.held:
            raise UnknownCanvas(canvas_id)
        canvas = self.held[canvas_id]
        return canvas.model_copy(update={"progress": progress_of(canvas)})

    def canvases(self, limit: int = 50) -> tuple[CanvasSummary, ...]:
        return tuple(
            CanvasSummary(id=c.id, title=c.title, created_at=AT, updated_at=AT, turns=len(self.said[c.id]) - 1)
            for c in list(self.held.values())[:limit]
        )

    def passage(self, passage_id: str, canvas_id: str | None = None) -> Passage | None:
        return self.passages.get(passage_id)

    def documents(self, canvas_id: str) -> tuple[Document, ...]:
        self.canvas(canvas_id)
        return tuple(Document(name=name, passages=1) for owner, name in self.texts if owner == canvas_id)

    def document(self, canvas_id: str, name: str, owner: str | None = None) -> str:
        if (owner, name) not in self.texts:
            raise UnknownDocument(canvas_id, name)
        return self.texts[owner or "", name]

    def _play(self, canvas_id: str, text: str | None, step: Step | None = None) -> Turn:
        canvas = self.canvas(canvas_id)
        step = step or (self.steps.pop(0) if self.steps else self.always)
        self.held[canvas_id], turn = step(canvas, len(self.said[canvas_id]), text)
        self.said[canvas_id].append(turn)
        return turn
