"""What can be wrong between the parts of a founder's sheet."""

from __future__ import annotations

from collections.abc import Iterator

from eval.founder import DETOURS, Founder, Group, Interjection, Price


def faults(sheet: Founder) -> Iterator[str]:
    """Yield what is wrong between the parts of a sheet: a quote that nobody says, a place that is not there."""
    opening = sheet.business.says[0] if sheet.opens == "one" else sheet.business.segments[0]
    if sheet.business.offering.casefold() not in " ".join(sheet.business.says).casefold():
        yield f"the offering {sheet.business.offering!r} is never said"
    for group in sheet.segments:
        if not any(n.casefold() in opening.casefold() for n in (group.name, *group.also)):
            yield f"the opening does not name {group.name}"
        elif sheet.opens == "two" and group.name.casefold() in sheet.business.says[0].casefold():
            yield f"{group.name} is named before the segments are asked for"
        yield from _unsaid(group, sheet.interjections)
    for interjection in sheet.interjections:
        yield from _astray(interjection, sheet)


def _unsaid(group: Group, interjections: tuple[Interjection, ...]) -> Iterator[str]:
    aside = [text for interjection in interjections for text in interjection.say]
    quotes: list[tuple[str, tuple[str, ...]]] = [
        (quote, group.says["motivation"]) for quote in group.motivations.values()
    ]
    missing = {"motivation", "expected", "switching_costs"} - set(group.says)
    for tie in group.relationships:
        quotes.append((tie.words, group.says["expected"]))
        quotes += [(quote, tie.says.get("integration", ())) for quote in tie.links.values()]
        if tie.cost and not _told(tie.cost, (*tie.says.get("cost", ()), *aside)):
            yield f"nobody says what {tie.type} costs for {group.name}"
        if tie.expected:
            missing |= {"established", "cost", "integration"} - set(tie.says)
    yield from (f"{group.name} has no words for {topic}" for topic in sorted(missing))
    for quote, wordings in quotes:
        if not any(quote.casefold() in text.casefold() for text in (*wordings, *aside)):
            yield f"nobody says {quote!r}"
    if len({tie.type for tie in group.relationships}) < len(group.relationships):
        yield f"{group.name} has two relationships of one type"


def _told(price: Price, wordings: tuple[str, ...]) -> bool:
    said = " ".join(wordings).replace(",", "")
    return all(f"{amount:g}" in said for amount in (price.amount, price.high) if amount is not None)


def _astray(interjection: Interjection, sheet: Founder) -> Iterator[str]:
    if (interjection.at is None) == (interjection.after is None):
        yield f"{interjection.say[0]!r} needs one of `at` and `after`"
    if (interjection.kind in DETOURS) == bool(interjection.tells):
        yield f"{interjection.say[0]!r} tells too much or too little for {interjection.kind}"
    if (interjection.kind == "correction") != (interjection.was is not None):
        yield f"{interjection.say[0]!r}: corrections, and only they, have `was`"
    named = [place for place in (interjection.at, interjection.after, *interjection.tells) if place]
    known = {group.name: group for group in sheet.segments}
    for place in named:
        group = known.get(place.segment or "")
        if place.segment and (group is None or (place.type and group.tie(place.type) is None)):
            yield f"there is no {place.segment}/{place.topic}/{place.type}"
