"""A message against a canvas: whose it is, which relationship it is about, and what position it states."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.canvas import Canvas, Segment, Topic
from assistant.interview.targets import candidates, of_type, segment_ids
from assistant.reading import Reading, TypeMention
from assistant.record import Doubt
from assistant.reply import Ask

_BY_THE_WAY = ("motivation", "cost", "integration", "switching_costs")


class Message:
    """One message's mentions against one canvas; doubts gather on the way."""

    def __init__(self, reading: Reading, canvas: Canvas, ask: Ask | None, correcting: bool) -> None:
        self.reading, self.canvas, self.ask, self.correcting = reading, canvas, ask, correcting
        self.doubts: list[Doubt] = []
        # Doubts about another topic than the open one: worth a question where a correction says nothing else.
        self.asides: list[Doubt] = []
        self.homeless = False

    def asks(self, topic: Topic) -> bool:
        """Say whether the open question is about this topic; elsewhere a doubt is not worth a question."""
        return self.ask is not None and self.ask.topic == topic

    def segments(self, names: Sequence[str]) -> tuple[Segment, ...]:
        """Return the segments that words with these names belong to."""
        ids = segment_ids(names, self.canvas, self.ask)
        return tuple(segment for segment in self.canvas.segments if segment.id in ids)

    def owners(self) -> tuple[Segment, ...]:
        """A cost without a segment belongs to the one segment whose relationship the message names."""
        kinds = {m.type for m in self.reading.types}
        owners = tuple(s for s in self.canvas.segments if any(r.type in kinds for r in s.relationships))
        self.homeless = self.homeless or not owners
        return owners if len(owners) == 1 else ()

    def target(self, segment: Segment) -> str | None:
        """Return what a remark is about (see `relationship_edit`), or None where it could be several."""
        spoken = [
            m.type for m in self.reading.types if m.decision == "write" and not m.withdrawn and self._stands(m, segment)
        ]
        asked = self.ask.types if self.ask and self.ask.segment_id == segment.id else ()
        fresh = next((kind for kind in spoken if of_type(segment, kind) is None), None)
        if fresh:
            return f"={fresh}"
        found = candidates(segment, spoken or asked)
        return "" if not found else f"#{found[0].id}" if len(found) == 1 else None

    def position(self, mention: TypeMention) -> tuple[str, bool | str] | None:
        """Return the field and the value that a mention states; None where it only names what a remark is about."""
        topic, status = self.ask.topic if self.ask else None, mention.status
        if topic in _BY_THE_WAY and status in (None, "expected") and not mention.segments and not self.reading.pronoun:
            # "We need the phone line for that" says what a relationship takes, not what the segment wants.
            status = None
        if mention.polarity == "refused":
            if status is None and topic in _BY_THE_WAY:
                return None
            gone = status in ("absent", "established") or (status is None and topic == "established")
            return ("established", "absent") if gone else ("expected", False)
        if status is None and topic in _BY_THE_WAY:
            return None
        status = status or ("established" if topic == "established" else "expected")
        return ("expected", True) if status == "expected" else ("established", status)

    def _stands(self, mention: TypeMention, segment: Segment) -> bool:
        return of_type(segment, mention.type) is not None or self.position(mention) is not None
