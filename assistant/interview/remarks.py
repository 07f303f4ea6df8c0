"""What a message says beside types: costs, aims, links, what leaving takes, where the two sides meet, wishes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from assistant.canvas import Block, Cost, Level, Link, Segment, SwitchingCosts
from assistant.edits import Edit, SetSegment
from assistant.interview.doubts import (
    agreed_sum,
    cost_edit,
    cost_of,
    relationship_edit,
    which_relationship,
    which_value,
)
from assistant.interview.message import Message
from assistant.interview.targets import of_type
from assistant.reading import LinkMention, SwitchingMention

LEVELS: tuple[Level, ...] = get_args(Level)


def costs(said: Message) -> Iterator[Edit]:
    """Write each cost on the relationship that it belongs to; sums wait for the user's yes."""
    for mention in said.reading.costs:
        doubtful = mention.decision == "clarify" and bool(mention.alternatives) and said.asks("cost")
        if mention.decision != "write" and not doubtful:
            continue
        for segment in said.segments(mention.segments) or said.owners():
            target = said.target(segment)
            if doubtful and target is not None:
                levels = {level: cost_of(mention).model_copy(update={"level": level}) for level in LEVELS}
                means = {k: (cost_edit(segment.id, target, cost, mention.quote),) for k, cost in levels.items()}
                said.doubts.append(which_value("cost", segment, mention.quote, means))
            elif target is None:
                said.doubts.append(which_relationship(mention, segment))
            elif mention.inputs:
                yield cost_edit(segment.id, target, Cost(drivers=mention.drivers or (mention.quote,)), mention.quote)
                said.doubts.append(agreed_sum(mention, segment.id, target))
            else:
                yield cost_edit(segment.id, target, cost_of(mention), mention.quote)


def motivations(said: Message) -> Iterator[Edit]:
    """Add what the user wants of a segment; a correction replaces it."""
    _doubt_motivations(said)
    stated = [m for m in said.reading.motivations if m.decision == "write"]
    for segment in said.canvas.segments:
        mentions = [m for m in stated if segment in said.segments(m.segments)]
        refused = {m.motivation for m in mentions if m.polarity == "refused"}
        kept = () if said.correcting else segment.motivations
        wanted = dict.fromkeys((*kept, *(m.motivation for m in mentions if m.polarity == "affirmed")))
        value = tuple(motivation for motivation in wanted if motivation not in refused)
        if mentions and value != segment.motivations:
            yield SetSegment(
                segment_id=segment.id,
                field="motivations",
                value=value or None,
                quote=mentions[0].quote,
                correction=said.correcting or bool(refused),
            )


def _doubt_motivations(said: Message) -> None:
    for mention in said.reading.motivations:
        doubtful = mention.decision == "clarify" and mention.polarity == "affirmed" and mention.alternatives
        for segment in said.segments(mention.segments) if doubtful and said.asks("motivation") else ():
            kept = () if said.correcting else segment.motivations
            aims = {aim: tuple(dict.fromkeys((*kept, aim))) for aim in (mention.motivation, *mention.alternatives)}
            place: dict[str, object] = {"segment_id": segment.id, "field": "motivations", "quote": mention.quote}
            place |= {"correction": said.correcting}
            means = {aim: (SetSegment.model_validate({**place, "value": value}),) for aim, value in aims.items()}
            said.doubts.append(which_value("motivation", segment, mention.quote, means))


def links(said: Message) -> Iterator[Edit]:
    """Tie the relationship that is talked about to other blocks."""
    for mention in said.reading.links:
        for segment in said.segments(mention.segments):
            target = said.target(segment)
            if target is None:
                continue
            if mention.decision == "write":
                yield _tied(segment, target, mention.block, mention)
            elif mention.alternatives and said.asks("integration"):
                blocks = (mention.block, *mention.alternatives)
                means = {block: (_tied(segment, target, block, mention),) for block in blocks}
                said.doubts.append(which_value("integration", segment, mention.quote, means))


def _tied(segment: Segment, target: str, block: Block, mention: LinkMention) -> Edit:
    link = Link(block=block, note=mention.note)
    return relationship_edit(segment.id, target, "links", (link,), mention.quote)


def switching(said: Message) -> Iterator[Edit]:
    """Join what is said about leaving with what is known."""
    for mention in said.reading.switching:
        for segment in said.segments(mention.segments):
            if mention.decision == "ignore":
                continue
            value = _merged(segment.switching_costs, mention)
            place = {"segment_id": segment.id, "field": "switching_costs", "quote": mention.quote}
            if mention.decision == "write":
                yield SetSegment.model_validate({**place, "value": value})
                continue
            levels = {level: value.model_copy(update={"level": level}) for level in LEVELS}
            means = {k: (SetSegment.model_validate({**place, "value": v}),) for k, v in levels.items()}
            doubt = which_value("switching_costs", segment, mention.quote, means)
            if said.asks("switching_costs"):
                # What holds them is plain, how much is not: that is asked.
                known = value.model_copy(update={"level": segment.switching_costs.level})
                yield SetSegment.model_validate({**place, "value": known})
                said.doubts.append(doubt)
            elif said.correcting:
                said.asides.append(doubt)


def touchpoints(said: Message) -> Iterator[Edit]:
    """Keep where they meet, on the one relationship that the message (or the question) is about."""
    kinds = {m.type for m in said.reading.types if m.decision == "write" and m.polarity == "affirmed"}
    kinds = kinds or set(said.ask.types if said.ask else ())
    for mention in said.reading.touchpoints if len(kinds) == 1 else ():
        field, value = ("touchpoints", mention.touchpoint) if mention.touchpoint else ("phases", mention.phase)
        for segment in said.segments(mention.segments):
            if value and mention.decision == "write":
                yield relationship_edit(segment.id, f"={next(iter(kinds))}", field, (value,), mention.quote)


def wishes(said: Message) -> Iterator[Edit]:
    """Keep in their own words what somebody wants, where no type could be read; its question stays open."""
    for wish in said.reading.wishes:
        for segment in said.segments(wish.segments):
            if of_type(segment, None) is None:
                words = wish.quote.strip(" .,;:!")
                yield relationship_edit(segment.id, "", "description", words, wish.quote)


def _merged(standing: SwitchingCosts, mention: SwitchingMention) -> SwitchingCosts:
    return standing.model_copy(
        update={
            "level": mention.level or standing.level,
            "kinds": tuple(dict.fromkeys((*standing.kinds, *mention.kinds))),
            "note": standing.note or mention.quote.strip(),
        }
    )
