"""From mentions to edits: what the user stated, where it belongs, and what must be asked first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.canvas import Canvas, Segment
from assistant.edits import AddSegment, Edit, SetBusiness, SetRelationship
from assistant.interview.doubts import (
    which_segment,
    which_type,
)
from assistant.interview.message import Message
from assistant.interview.remarks import costs, links, motivations, switching, touchpoints, wishes
from assistant.interview.targets import of_type
from assistant.reading import Reading, TypeMention
from assistant.record import Doubt, Option
from assistant.reply import Ask, Frozen

# Only here is a doubt about a type worth a question; elsewhere the words answer something else.
_ABOUT_TYPES = (None, "expected", "established")


class Told(Frozen):
    """What a message stated: edits that can be written, doubts to ask about, and whether something has no segment."""

    edits: tuple[Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    homeless: bool = False


def introduced(reading: Reading) -> tuple[Edit, ...]:
    """Return the edits that name the business and its segments; the rest can build on them."""
    business = [SetBusiness(field=m.field, value=m.value, quote=m.quote) for m in reading.business]
    segments = [AddSegment(name=m.name, quote=m.quote) for m in reading.segments if m.decision == "write"]
    return (*business, *segments)


def told(reading: Reading, canvas: Canvas, ask: Ask | None, *, correcting: bool) -> Told:
    """Return what the message states about the segments on the canvas."""
    said = _Types(reading, canvas, ask, correcting)
    other = [*said.types(), *costs(said)]
    found = list(said.doubts)
    rest = [edit for tell in (motivations, links, switching, touchpoints, wishes) for edit in tell(said)]
    # What is said of a type or a cost by the way is no answer to what was asked, so no doubt about that either.
    doubts = found if other else said.doubts or ([] if rest else said.asides)
    return Told(edits=(*other, *rest), doubts=tuple(doubts), homeless=said.homeless)


class _Types(Message):
    """Turns what a message says of relationship types into edits and doubts."""

    def types(self) -> Iterator[Edit]:
        """Write plain types; ask about the ambiguous ones."""
        for mention in map(self._asked_about, self.reading.types):
            # "An app that helps students" says what the business is; whether it is a tie will be asked.
            about = self.ask is None or self.ask.topic in _ABOUT_TYPES
            if mention.decision == "ignore" or (mention.decision == "clarify" and not about):
                continue
            segments = self.segments(mention.segments)
            if self._in_passing(mention):
                segments = tuple(s for s in segments if of_type(s, mention.type))
                if not segments:
                    continue
            for segment in segments:
                if mention.decision == "clarify":
                    self._doubt(mention, segment)
                elif not (mention.withdrawn and self._replaced(segment)):
                    yield from self._typed(mention, segment)
            if not segments:
                self._placeless(mention)

    def _doubt(self, mention: TypeMention, segment: Segment) -> None:
        """Ask what doubtful words mean; those that refuse something mean nothing that the message wants."""
        affirmed = mention.polarity == "affirmed"
        field, value = self.position(mention) or ("expected", affirmed)
        wrong = self._corrected(mention, segment) if affirmed else None
        wanted = set() if affirmed else {m.type for m in self._affirmed(segment)}
        if not {mention.type, *mention.alternatives} <= wanted:
            self.doubts.append(which_type(mention, segment, field, value, wrong, wanted))

    def _in_passing(self, mention: TypeMention) -> bool:
        """Say whether words only tell what holds somebody: "their points would be gone" founds no relationship."""
        asked = self.ask is not None and self.ask.topic == "switching_costs"
        return asked and not mention.segments and not self.correcting

    def _asked_about(self, mention: TypeMention) -> TypeMention:
        """Take doubtful words in an answer to "is it in place?" for the one relationship that was asked about.

        "The helpline is manned from eight" says that it is there, whatever else the words could mean.
        """
        asked = self.ask.types if self.ask and self.ask.topic == "established" else ()
        about = mention.decision == "clarify" and len(asked) == 1 and mention.status != "expected"
        if not about or self.correcting or (mention.segments and not self._of_focus(mention.segments)):
            return mention
        return mention.model_copy(update={"type": asked[0], "decision": "write", "alternatives": ()})

    def _of_focus(self, names: Sequence[str]) -> bool:
        return self.ask is not None and any(s.id == self.ask.segment_id for s in self.segments(names))

    def _typed(self, mention: TypeMention, segment: Segment) -> Iterator[Edit]:
        position = self.position(mention)
        if position is None:
            return
        existing = of_type(segment, mention.type)
        affirmed = mention.polarity == "affirmed"
        wrong = self._corrected(mention, segment) if affirmed and not existing else None
        place = {"segment_id": segment.id, "quote": mention.quote}
        if wrong:
            fix = {"relationship_id": wrong, "field": "type", "value": mention.type, "correction": True}
            yield SetRelationship.model_validate({**place, **fix})
            if _says_more(mention):
                named = {"relationship_id": wrong, "field": "description", "value": mention.quote.strip(" .,;:!")}
                yield SetRelationship.model_validate({**place, **named})
            return
        corrects = self.correcting and existing is not None
        stated = {"type": mention.type, "field": position[0], "value": position[1], "correction": corrects}
        yield SetRelationship.model_validate({**place, **stated})
        if affirmed and not (existing and existing.description) and _says_more(mention):
            words = {"type": mention.type, "field": "description", "value": mention.quote.strip(" .,;:!")}
            yield SetRelationship.model_validate({**place, **words})

    def _corrected(self, mention: TypeMention, segment: Segment) -> str | None:
        """Return the relationship whose type this mention corrects, or None."""
        if not self.correcting:
            return None
        withdrawn = [m.type for m in self.reading.types if m.withdrawn and m.type != mention.type]
        named = [r for r in segment.relationships if r.type in withdrawn]
        typed = [r for r in segment.relationships if r.type is not None and (r.expected or r.established)]
        if named:
            return named[0].id
        alone = len(typed) == 1 and sum(1 for _ in self._affirmed(segment)) == 1
        return typed[0].id if alone else None

    def _affirmed(self, segment: Segment) -> Iterator[TypeMention]:
        for mention in self.reading.types:
            stands = mention.decision == "write" and mention.polarity == "affirmed" and not mention.withdrawn
            if stands and segment in self.segments(mention.segments):
                yield mention

    def _replaced(self, segment: Segment) -> bool:
        """Whether the message says, or may say, what stands in the place of what it takes back."""
        meant = (m for m in self.reading.types if m.polarity == "affirmed" and not m.withdrawn)
        return any(segment in self.segments(m.segments) for m in meant)

    def _placeless(self, mention: TypeMention) -> None:
        """Offer the segments where a statement names none of several; before there is one it has no home."""
        if not self.canvas.segments:
            self.homeless = True
            return
        options = tuple(Option(value=s.id, edits=tuple(self._typed(mention, s))) for s in self.canvas.segments)
        self.doubts.append(which_segment(self.canvas, mention.quote, options))


def _says_more(mention: TypeMention) -> bool:
    """Say whether the user's words are more than the type's own name."""
    label = mention.type.replace("_", " ")
    return mention.quote.strip(" .,;:!").lower().replace("-", " ") not in (label, f"a {label}", f"{label}s")
