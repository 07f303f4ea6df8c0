"""A conversation that a test can read like a transcript."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant import Coach
from assistant.canvas import Canvas, Relationship, Segment
from assistant.reply import Turn


@dataclass
class Conversation:
    """One canvas and the turns on it."""

    coach: Coach
    id: str = ""
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.id:
            self.id = self.coach.new_canvas("Pedal & Post").id

    def say(self, *messages: str) -> Turn:
        """Send messages one after the other; return the last turn."""
        for message in messages:
            self.turns.append(self.coach.reply(self.id, message))
        return self.turns[-1]

    @property
    def canvas(self) -> Canvas:
        return self.coach.canvas(self.id)

    def segment(self, name: str) -> Segment:
        """Return the segment with this name, whatever its case."""
        return next(s for s in self.canvas.segments if s.name.lower() == name.lower())

    def relationship(self, name: str, kind: str | None) -> Relationship:
        """Return a segment's relationship of a type."""
        return next(r for r in self.segment(name).relationships if r.type == kind)

    def until(self, topic: str, name: str | None = None) -> Turn:
        """Skip questions until the coach asks about a topic (of a segment)."""
        wanted = self.segment(name).id if name else None
        for _ in range(40):
            asks = self.turns[-1].asks
            if asks and asks.topic == topic and (wanted is None or asks.segment_id == wanted):
                return self.turns[-1]
            self.say("skip")
        raise AssertionError(f"the coach never asked about {topic}")


def bare(canvas: Canvas) -> dict[str, object]:
    """Return what a canvas says, apart from when it was said."""
    return canvas.model_dump(exclude={"revision", "updated_at", "created_at", "id", "title"})
