"""From mentions to edits: what the user stated, where it belongs, and what must be asked first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.canvas import Canvas, Cost, Link, Segment, SwitchingCosts
from assistant.edits import AddSegment, Edit, SetBusiness, SetRelationship, SetSegment
from assistant.interview.doubts import (
    Doubt,
    agreed_sum,
    cost_edit,
    cost_of,
    relationship_edit,
    which_relationship,
    which_segment,
    which_type,
)
from assistant.interview.targets import candidates, of_type, segment_ids
from assistant.reading import Reading, SwitchingMention, TypeMention
from assistant.record import Option
from assistant.reply import Ask, Frozen

# Only here is a doubt about a type worth a question; elsewhere the words answer something else.
_ABOUT_TYPES = (None, "expected", "established")
_BY_THE_WAY = ("motivation", "cost", "integration", "switching_costs")


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
    teller = _Teller(reading, canvas, ask, correcting)
    rest = (teller.motivations(), teller.links(), teller.switching(), teller.touchpoints(), teller.wishes())
    edits = [*teller.types(), *teller.costs(), *(edit for group in rest for edit in group)]
    return Told(edits=tuple(edits), doubts=tuple(teller.doubts), homeless=teller.homeless)


class _Teller:
    """Reads one message's mentions against one canvas; doubts gather on the way."""

    def __init__(self, reading: Reading, canvas: Canvas, ask: Ask | None, correcting: bool) -> None:
        self.reading, self.canvas, self.ask, self.correcting = reading, canvas, ask, correcting
        self.doubts: list[Doubt] = []
        self.homeless = False

    def types(self) -> Iterator[Edit]:
        """Write plain types; ask about the ambiguous ones."""
        for mention in map(self._asked_about, self.reading.types):
            # "An app that helps students" says what the business is; whether it is a tie will be asked.
            about = self.ask is None or self.ask.topic in _ABOUT_TYPES
            if mention.decision == "ignore" or (mention.decision == "clarify" and not about):
                continue
            segments = self._segments(mention.segments)
            for segment in segments:
                if mention.decision == "clarify":
                    field, value = self._position(mention, segment) or ("expected", True)
                    wrong = self._corrected(mention, segment) if mention.polarity == "affirmed" else None
                    self.doubts.append(which_type(mention, segment, field, value, wrong))
                elif not (mention.withdrawn and self._replaced(segment)):
                    yield from self._typed(mention, segment)
            if not segments:
                self._placeless(mention)

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
        return self.ask is not None and any(s.id == self.ask.segment_id for s in self._segments(names))

    def _typed(self, mention: TypeMention, segment: Segment) -> Iterator[Edit]:
        position = self._position(mention, segment)
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

    def _position(self, mention: TypeMention, segment: Segment) -> tuple[str, bool | str] | None:
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
            if stands and segment in self._segments(mention.segments):
                yield mention

    def _replaced(self, segment: Segment) -> bool:
        """Whether the message says, or may say, what stands in the place of what it takes back."""
        meant = (m for m in self.reading.types if m.polarity == "affirmed" and not m.withdrawn)
        return any(segment in self._segments(m.segments) for m in meant)

    def costs(self) -> Iterator[Edit]:
        """Write each cost on the relationship that it belongs to; sums wait for the user's yes."""
        for mention in self.reading.costs:
            if mention.decision != "write":
                continue
            for segment in self._segments(mention.segments) or self._owners():
                target = self._target(segment)
                if target is None:
                    self.doubts.append(which_relationship(mention, segment))
                elif mention.inputs:
                    yield cost_edit(
                        segment.id, target, Cost(drivers=mention.drivers or (mention.quote,)), mention.quote
                    )
                    self.doubts.append(agreed_sum(mention, segment.id, target))
                else:
                    yield cost_edit(segment.id, target, cost_of(mention), mention.quote)

    def motivations(self) -> Iterator[Edit]:
        """Add what the user wants of a segment; a correction replaces it."""
        stated = [m for m in self.reading.motivations if m.decision == "write"]
        for segment in self.canvas.segments:
            mentions = [m for m in stated if segment in self._segments(m.segments)]
            refused = {m.motivation for m in mentions if m.polarity == "refused"}
            kept = () if self.correcting else segment.motivations
            wanted = dict.fromkeys((*kept, *(m.motivation for m in mentions if m.polarity == "affirmed")))
            value = tuple(motivation for motivation in wanted if motivation not in refused)
            if mentions and value != segment.motivations:
                yield SetSegment(
                    segment_id=segment.id,
                    field="motivations",
                    value=value or None,
                    quote=mentions[0].quote,
                    correction=self.correcting or bool(refused),
                )

    def links(self) -> Iterator[Edit]:
        """Tie the relationship that is talked about to other blocks."""
        for mention in self.reading.links:
            for segment in self._segments(mention.segments):
                target = self._target(segment)
                if mention.decision == "write" and target is not None:
                    link = Link(block=mention.block, note=mention.note)
                    yield relationship_edit(segment.id, target, "links", (link,), mention.quote)

    def switching(self) -> Iterator[Edit]:
        """Join what is said about leaving with what is known."""
        for mention in self.reading.switching:
            for segment in self._segments(mention.segments):
                if mention.decision == "write":
                    value = _merged(segment.switching_costs, mention)
                    yield SetSegment(segment_id=segment.id, field="switching_costs", value=value, quote=mention.quote)

    def touchpoints(self) -> Iterator[Edit]:
        """Keep where they meet, on the one relationship that the message (or the question) is about."""
        kinds = {m.type for m in self.reading.types if m.decision == "write" and m.polarity == "affirmed"}
        kinds = kinds or set(self.ask.types if self.ask else ())
        for mention in self.reading.touchpoints if len(kinds) == 1 else ():
            field, value = ("touchpoints", mention.touchpoint) if mention.touchpoint else ("phases", mention.phase)
            for segment in self._segments(mention.segments):
                if value and mention.decision == "write":
                    yield relationship_edit(segment.id, f"={next(iter(kinds))}", field, (value,), mention.quote)

    def wishes(self) -> Iterator[Edit]:
        """Keep in their own words what somebody wants, where no type could be read; its question stays open."""
        for wish in self.reading.wishes:
            for segment in self._segments(wish.segments):
                if of_type(segment, None) is None:
                    words = wish.quote.strip(" .,;:!")
                    yield relationship_edit(segment.id, "", "description", words, wish.quote)

    def _segments(self, names: Sequence[str]) -> tuple[Segment, ...]:
        ids = segment_ids(names, self.canvas, self.ask)
        return tuple(segment for segment in self.canvas.segments if segment.id in ids)

    def _owners(self) -> tuple[Segment, ...]:
        """A cost without a segment belongs to the one segment whose relationship the message names."""
        kinds = {m.type for m in self.reading.types}
        owners = tuple(s for s in self.canvas.segments if any(r.type in kinds for r in s.relationships))
        self.homeless = self.homeless or not owners
        return owners if len(owners) == 1 else ()

    def _target(self, segment: Segment) -> str | None:
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

    def _stands(self, mention: TypeMention, segment: Segment) -> bool:
        return of_type(segment, mention.type) is not None or self._position(mention, segment) is not None

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


def _merged(standing: SwitchingCosts, mention: SwitchingMention) -> SwitchingCosts:
    return standing.model_copy(
        update={
            "level": mention.level or standing.level,
            "kinds": tuple(dict.fromkeys((*standing.kinds, *mention.kinds))),
            "note": standing.note or mention.quote.strip(),
        }
    )
