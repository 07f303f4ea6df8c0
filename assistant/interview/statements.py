"""From mentions to edits: what the user stated, where it belongs, and what must be asked first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.canvas import Canvas, Cost, Link, SwitchingCosts
from assistant.edits import AddSegment, Edit, SetBusiness, SetRelationship, SetSegment
from assistant.interview.targets import candidates, of_type, segment_ids
from assistant.reading import CostMention, Reading, SwitchingMention, TypeMention
from assistant.record import Option
from assistant.reply import Ask, Choice, Frozen, Line
from assistant.terms import TYPE_CHOICES, money, thing


class Doubt(Frozen):
    """Something that was said but cannot be written before the user chooses."""

    ask: Ask
    lines: tuple[Line, ...]
    options: tuple[Option, ...]


class Told(Frozen):
    """What a message stated: edits that can be written, and doubts that must be asked about."""

    edits: tuple[Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    homeless: bool = False


def introduced(reading: Reading) -> tuple[Edit, ...]:
    """Return the edits that name the business and its segments; the rest can build on them."""
    business = [
        SetBusiness(field=m.field, value=m.value, quote=m.quote) for m in reading.business if m.decision == "write"
    ]
    segments = [AddSegment(name=m.name, quote=m.quote) for m in reading.segments if m.decision == "write"]
    return (*business, *segments)


def told(reading: Reading, canvas: Canvas, ask: Ask | None, *, correcting: bool) -> Told:
    """Return what the message states about the segments on the canvas."""
    teller = _Teller(reading, canvas, ask, correcting)
    edits = [
        *teller.types(),
        *teller.costs(),
        *teller.motivations(),
        *teller.links(),
        *teller.switching(),
        *teller.touchpoints(),
    ]
    return Told(edits=tuple(edits), doubts=tuple(teller.doubts), homeless=teller.homeless)


class _Teller:
    """Reads one message's mentions against one canvas."""

    def __init__(self, reading: Reading, canvas: Canvas, ask: Ask | None, correcting: bool) -> None:
        self.reading, self.canvas, self.ask, self.correcting = reading, canvas, ask, correcting
        self.doubts: list[Doubt] = []
        self.homeless = False

    def types(self) -> Iterator[Edit]:
        """Write plain types; ask about the ambiguous ones."""
        for mention in self.reading.types:
            ids = self._ids(mention.segments)
            for segment_id in ids:
                if mention.decision == "clarify":
                    self.doubts.append(self._which_type(mention, segment_id))
                elif mention.decision == "write" and not mention.withdrawn:
                    yield from self._typed(mention, segment_id)
                elif mention.withdrawn and not self._replacement(segment_id):
                    yield from self._typed(mention, segment_id)
            if not ids and mention.decision != "ignore":
                self._placeless(mention)

    def _typed(self, mention: TypeMention, segment_id: str) -> Iterator[Edit]:
        field, value = self._position(mention)
        if field is None:
            return
        segment = self.canvas.segment(segment_id)
        existing = of_type(segment, mention.type)
        wrong = None if existing or mention.polarity == "refused" else self._corrected(mention, segment_id)
        if wrong:
            yield SetRelationship(
                segment_id=segment_id,
                relationship_id=wrong,
                field="type",
                value=mention.type,
                quote=mention.quote,
                correction=True,
            )
            return
        yield SetRelationship(
            segment_id=segment_id,
            type=mention.type,
            field=field,
            value=value,
            quote=mention.quote,
            correction=self.correcting and existing is not None,
        )
        if mention.polarity == "affirmed" and not (existing and existing.description) and self._says_more(mention):
            yield SetRelationship(
                segment_id=segment_id,
                type=mention.type,
                field="description",
                value=mention.quote.strip(" .,;:!"),
                quote=mention.quote,
            )

    def _position(self, mention: TypeMention) -> tuple[str, bool | str] | tuple[None, None]:
        topic = self.ask.topic if self.ask else None
        status = mention.status
        if mention.polarity == "refused":
            return (
                ("established", "absent")
                if status in ("absent", "established") or (status is None and topic == "established")
                else ("expected", False)
            )
        if status is None and topic in ("cost", "integration", "switching_costs"):
            # Here the type only says what the cost or the link belongs to, unless it is new.
            ids = self._ids(mention.segments)
            if any(of_type(self.canvas.segment(i), mention.type) for i in ids):
                return None, None
            status = "established"
        status = status or ("established" if topic == "established" else "expected")
        return ("expected", True) if status == "expected" else ("established", status)

    def _corrected(self, mention: TypeMention, segment_id: str) -> str | None:
        """Return the relationship whose type this mention corrects, or None."""
        segment = self.canvas.segment(segment_id)
        if segment is None or not self.correcting:
            return None
        withdrawn = [m.type for m in self.reading.types if m.withdrawn and m.type != mention.type]
        named = [r for r in segment.relationships if r.type in withdrawn]
        typed = [r for r in segment.relationships if r.type is not None and (r.expected or r.established)]
        told_here = sum(
            not m.withdrawn and m.polarity == "affirmed"
            for m in self.reading.types
            if segment_id in self._ids(m.segments)
        )
        if named:
            return named[0].id
        return typed[0].id if len(typed) == 1 and told_here == 1 and not withdrawn else None

    def _replacement(self, segment_id: str) -> bool:
        return any(
            not m.withdrawn and m.decision == "write" and segment_id in self._ids(m.segments)
            for m in self.reading.types
        )

    def _says_more(self, mention: TypeMention) -> bool:
        label = mention.type.replace("_", " ")
        return mention.quote.strip().lower().replace("-", " ") not in (label, f"a {label}", f"{label}s")

    def costs(self) -> Iterator[Edit]:
        """Write each cost on the relationship that it belongs to; sums wait for the user's yes."""
        for mention in self.reading.costs:
            if mention.decision != "write":
                continue
            for segment_id in self._ids(mention.segments) or self._of_types():
                target = self._target(segment_id)
                if target is None:
                    self.doubts.append(self._which_relationship(mention, segment_id))
                elif mention.inputs:
                    yield _cost_edit(
                        segment_id, target, Cost(drivers=mention.drivers or (mention.quote,)), mention.quote
                    )
                    self.doubts.append(self._sum(mention, segment_id, target))
                else:
                    yield _cost_edit(segment_id, target, cost_of(mention), mention.quote)

    def motivations(self) -> Iterator[Edit]:
        for segment_id in sorted({i for m in self.reading.motivations for i in self._ids(m.segments)}):
            mentions = [
                m for m in self.reading.motivations if segment_id in self._ids(m.segments) and m.decision == "write"
            ]
            segment = self.canvas.segment(segment_id)
            kept = [] if self.correcting or segment is None else list(segment.motivations)
            kept += [m.motivation for m in mentions if m.polarity == "affirmed" and m.motivation not in kept]
            refused = {m.motivation for m in mentions if m.polarity == "refused"}
            value = tuple(m for m in kept if m not in refused)
            if mentions and value:
                yield SetSegment(
                    segment_id=segment_id,
                    field="motivations",
                    value=value,
                    quote=mentions[0].quote,
                    correction=self.correcting,
                )

    def links(self) -> Iterator[Edit]:
        for mention in self.reading.links:
            for segment_id in self._ids(mention.segments):
                target = self._target(segment_id)
                if mention.decision == "write" and target is not None:
                    link = Link(block=mention.block, note=mention.note)
                    yield _relationship_edit(segment_id, target, "links", (link,), mention.quote)

    def switching(self) -> Iterator[Edit]:
        for mention in self.reading.switching:
            for segment_id in self._ids(mention.segments):
                segment = self.canvas.segment(segment_id)
                if segment and mention.decision == "write":
                    yield SetSegment(
                        segment_id=segment_id,
                        field="switching_costs",
                        value=merged(segment.switching_costs, mention),
                        quote=mention.quote,
                    )

    def touchpoints(self) -> Iterator[Edit]:
        """Keep where they meet, on the one relationship that the message (or the question) is about."""
        kinds = {
            m.type for m in self.reading.types if m.decision == "write" and m.polarity == "affirmed" and not m.withdrawn
        }
        kinds = kinds or set(self.ask.types if self.ask else ())
        if len(kinds) != 1:
            return
        kind = kinds.pop()
        for mention in self.reading.touchpoints:
            field, value = ("touchpoints", mention.touchpoint) if mention.touchpoint else ("phases", mention.phase)
            for segment_id in self._ids(mention.segments) if value else ():
                if mention.decision == "write":
                    yield SetRelationship(
                        segment_id=segment_id, type=kind, field=field, value=(value,), quote=mention.quote
                    )  # type: ignore[arg-type]

    def _ids(self, names: Sequence[str]) -> tuple[str, ...]:
        return segment_ids(names, self.canvas, self.ask)

    def _of_types(self) -> tuple[str, ...]:
        """A cost without a segment belongs to the segment of the only relationship that the message names."""
        kinds = {m.type for m in self.reading.types}
        owners = [s.id for s in self.canvas.segments if any(r.type in kinds for r in s.relationships)]
        if not owners:
            self.homeless = True
        return tuple(owners) if len(owners) == 1 else ()

    def _target(self, segment_id: str) -> str | None:
        """Return the relationship that a remark is about: an id, "" for one still to be described, None in doubt."""
        segment = self.canvas.segment(segment_id)
        if segment is None:
            return None
        kinds = [m.type for m in self.reading.types] or list(
            self.ask.types if self.ask and self.ask.segment_id == segment_id else ()
        )
        found = candidates(segment, kinds)
        new = [k for k in kinds if self.reading.types and of_type(segment, k) is None]
        if new:
            return f"={new[0]}"
        if not found:
            return ""
        return found[0].id if len(found) == 1 else None

    def _which_type(self, mention: TypeMention, segment_id: str) -> Doubt:
        field, value = self._position(mention)
        kinds = mention.alternatives or (mention.type,)
        words = mention.quote.strip(" .,;:!")
        options = [
            Option(
                value=kind,
                edits=(
                    SetRelationship(
                        segment_id=segment_id,
                        type=kind,
                        field=field or "expected",
                        value=value if field else True,
                        quote=words,
                    ),  # type: ignore[arg-type]
                    SetRelationship(segment_id=segment_id, type=kind, field="description", value=words, quote=words),
                ),
            )
            for kind in kinds
        ]
        keep = SetRelationship(segment_id=segment_id, field="description", value=words, quote=words)
        held = SetRelationship(
            segment_id=segment_id, field=field or "expected", value=value if field else True, quote=words
        )  # type: ignore[arg-type]
        choices = [Choice(value=kind, label=TYPE_CHOICES[kind]) for kind in kinds]
        segment = self.canvas.segment(segment_id)
        return Doubt(
            ask=Ask(
                kind="clarify",
                topic="established" if field == "established" else "expected",
                segment_id=segment_id,
                types=tuple(kinds),
                choices=(*choices, Choice(value="none", label="None of these, keep my words")),
            ),
            lines=(Line(key="clarify.type", values={"words": words, "segment": segment.name if segment else ""}),),
            options=(*options, Option(value="none", edits=(keep, held))),
        )

    def _which_relationship(self, mention: CostMention, segment_id: str) -> Doubt:
        segment = self.canvas.segment(segment_id)
        found = candidates(segment, ()) if segment else ()
        cost = cost_of(mention)
        return Doubt(
            ask=Ask(
                kind="clarify",
                topic="cost",
                segment_id=segment_id,
                types=tuple(r.type for r in found if r.type),
                choices=tuple(Choice(value=r.id, label=thing(r)) for r in found),
            ),
            lines=(Line(key="clarify.cost", values={"cost": money(cost), "segment": segment.name if segment else ""}),),
            options=tuple(
                Option(value=r.id, edits=(_cost_edit(segment_id, r.id, cost, mention.quote),)) for r in found
            ),
        )

    def _sum(self, mention: CostMention, segment_id: str, target: str) -> Doubt:
        cost = cost_of(mention)
        edit = _cost_edit(segment_id, target, cost, mention.quote).model_copy(update={"origin": "calculated"})
        values = {"inputs": mention.inputs or "", "cost": money(cost.model_copy(update={"drivers": ()}))}
        lines = [Line(key="confirm.sum", values=values)]
        if mention.customers and cost.amount_high and cost.per != "customer":
            each = money(
                Cost(
                    amount_low=round(cost.amount_high / mention.customers, 2),
                    amount_high=round(cost.amount_high / mention.customers, 2),
                    currency=cost.currency,
                    period=cost.period,
                )
            )
            lines = [Line(key="confirm.sum_each", values={**values, "each": each, "customers": str(mention.customers)})]
        return Doubt(
            ask=Ask(kind="confirm", topic="cost", segment_id=segment_id, choices=YES_NO),
            lines=tuple(lines),
            options=(Option(value="yes", edits=(edit,)), Option(value="no")),
        )

    def _placeless(self, mention: TypeMention) -> None:
        """Offer the segments where a statement names none of several; with none yet it has no home."""
        if not self.canvas.segments:
            self.homeless = True
            return
        options = [
            Option(value=s.id, edits=tuple(self._typed(mention, s.id)) if mention.decision == "write" else ())
            for s in self.canvas.segments
        ]
        self.doubts.append(which_segment(self.canvas, mention.quote, tuple(options)))


YES_NO = (Choice(value="yes", label="Yes"), Choice(value="no", label="No"))


def which_segment(canvas: Canvas, words: str, options: tuple[Option, ...]) -> Doubt:
    """Ask which segment the words are about; `options` are one per segment."""
    return Doubt(
        ask=Ask(kind="clarify", choices=tuple(Choice(value=s.id, label=s.name) for s in canvas.segments)),
        lines=(Line(key="clarify.segment", values={"words": words.strip(" .,;:!")}),),
        options=options,
    )


def cost_of(mention: CostMention) -> Cost:
    """Return the cost that a mention states."""
    return Cost(
        level=mention.level,
        amount_low=mention.amount_low,
        amount_high=mention.amount_high,
        currency=mention.currency,  # type: ignore[arg-type]
        period=mention.period,
        per=mention.per,
        drivers=mention.drivers,
    )


def merged(standing: SwitchingCosts, mention: SwitchingMention) -> SwitchingCosts:
    """Join what is known of the switching costs with what was said now, in the user's words."""
    return standing.model_copy(
        update={
            "level": mention.level or standing.level,
            "kinds": tuple(dict.fromkeys((*standing.kinds, *mention.kinds))),
            "note": mention.quote.strip() if not standing.note else standing.note,
        }
    )


def _cost_edit(segment_id: str, target: str, cost: Cost, quote: str) -> SetRelationship:
    return _relationship_edit(segment_id, target, "cost", cost, quote)


def _relationship_edit(segment_id: str, target: str, field: str, value: object, quote: str) -> SetRelationship:
    """`target` is an id, "=type" for a type that the segment may not have yet, or "" for the untyped one."""
    place = {"type": target[1:]} if target.startswith("=") else {"relationship_id": target or None}
    return SetRelationship.model_validate(
        {"segment_id": segment_id, **place, "field": field, "value": value, "quote": quote}
    )
