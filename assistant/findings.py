"""Findings: what rules notice in a canvas. Each rests on a sentence of the handbook and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.canvas import Canvas, Cost, Finding, Period, Relationship, Segment, Topic
from assistant.grounds import GROUNDS
from assistant.signs import hurdles, sign_of_a_mass
from assistant.terms import ESTABLISHED, MOTIVATIONS, TYPES, listed, money, number, thing

# The relationship that a rule is about (None where it is the segment), and what to say of it.
Noticed = tuple[Relationship | None, str]

# What an hour of somebody's time costs at the very least, taxes and idle hours included: a modest wage in the
# countries that use these currencies. Other currencies are not judged.
HOUR = {"EUR": 20.0, "USD": 20.0, "GBP": 20.0}
# The least time a month that deserves the name: a call and a message, or for a dedicated person one talk that is
# prepared because they know the customer.
MINUTES = {"personal_assistance": 15, "dedicated_personal_assistance": 30}
LONGEST_CALL = 60
_MONTHS: dict[Period, float] = {"day": 12 / 365, "week": 12 / 52, "month": 1, "quarter": 3, "year": 12}


def findings(canvas: Canvas) -> tuple[Finding, ...]:
    """Return what the rules notice, segment by segment, in the order of the rules."""
    return tuple(
        Finding(
            rule=rule,
            segment_id=segment.id,
            relationship_id=held.id if held else None,
            text=text,
            citations=(GROUNDS[rule],),
        )
        for segment in canvas.segments
        for rule, notices in RULES.items()
        for held, text in notices(segment)
    )


def expected_not_established(segment: Segment) -> Iterator[Noticed]:
    """What the segment expects is planned or absent, or was left out when they said what exists."""
    for held in segment.relationships:
        if held.expected is not True or held.established == "established":
            continue
        if held.established is not None:
            state = f"but {ESTABLISHED[held.established]} so far"
        elif _asked(segment, "established"):
            state = "but nothing says that it exists"
        else:
            continue
        yield held, f"Expected by {segment.name}, {state}: {_called(held)}."


def established_not_expected(segment: Segment) -> Iterator[Noticed]:
    """What exists is refused by the segment, or was left out when they said what it expects."""
    for held in segment.relationships:
        if held.established != "established":
            continue
        if held.expected is False:
            yield held, f"In place for {segment.name}, though they do not want it: {_called(held)}."
        elif held.expected is None and segment.answers.get("expected") != "unknown" and _asked(segment, "expected"):
            yield held, f"In place for {segment.name}, though nothing says that they expect it: {_called(held)}."


def cost_unknown(segment: Segment) -> Iterator[Noticed]:
    """A relationship exists and neither an amount nor a level says what it costs."""
    for held in segment.relationships:
        known = held.cost.level or held.cost.amount_low is not None or held.cost.amount_high is not None
        if held.established == "established" and not known and _asked(segment, "cost"):
            yield held, f"In place for {segment.name}, at a cost that is not known: {_called(held)}."


def dedicated_on_mass(segment: Segment) -> Iterator[Noticed]:
    """One person for each customer is meant for a segment that sounds like a mass."""
    sign = sign_of_a_mass(segment)
    for held in segment.relationships if sign else ():
        if held.type == "dedicated_personal_assistance" and _lives(held):
            yield (
                held,
                (
                    f"{_capital(_called(held))} for each of them is hard to keep up where a segment is as large as "
                    f'{segment.name} ("{sign}").'
                ),
            )


def one_off_for_retention(segment: Segment) -> Iterator[Noticed]:
    """The aim is to keep customers or to sell them more, and every tie is a one-off."""
    aims = [MOTIVATIONS[aim] for aim in segment.motivations if aim in ("retention", "upselling")]
    ties = [held for held in segment.relationships if _lives(held)]
    if aims and ties and all(held.type == "transactional" for held in ties):
        yield ties[0], f"The aim for {segment.name} is {listed(aims)}, but every tie with them is a one-off."


def no_link(segment: Segment) -> Iterator[Noticed]:
    """A relationship is not tied to any other block of the canvas."""
    for held in segment.relationships:
        if not held.links and _lives(held) and _asked(segment, "integration"):
            yield held, f"Not linked to any other block yet, for {segment.name}: {_called(held)}."


def help_below_time_price(segment: Segment) -> Iterator[Noticed]:
    """Personal help is to cost less than the least time that it takes."""
    for held in segment.relationships:
        monthly = _monthly(held.cost)
        hour = HOUR.get(held.cost.currency or "")
        minutes = MINUTES.get(held.type or "")
        # A sum of hours and wages is the price of the time itself.
        summed = any(ground.field == "cost" and ground.origin == "calculated" for ground in held.evidence)
        if monthly is None or hour is None or minutes is None or summed or not _lives(held):
            continue
        if monthly < hour * minutes / 60:
            kind = TYPES[held.type] if held.type else ""
            what = _capital(f"{kind} ({held.description})" if held.description else kind)
            buys = f"{number(round(monthly / hour * 60))} minutes a month"
            price = (
                f"With an hour of somebody's time at {number(hour)} {held.cost.currency}, that pays for about {buys}."
            )
            yield held, f"{what} for {segment.name} is down at {money(held.cost)}. {price}"


def artificial_switching_costs(segment: Segment) -> Iterator[Noticed]:
    """Leaving is hard because of hurdles, not because of what would be lost."""
    costs = segment.switching_costs
    if costs.level != "high":
        return
    words = hurdles(segment)
    if words and {"time", "effort"} & set(costs.kinds):
        yield None, f"Leaving is hard for {segment.name}, and not only for what they would lose: {listed(words)}."
    elif not {"data", "lost_benefits"} & set(costs.kinds):
        yield None, f"Leaving is hard for {segment.name}, and no benefit or data that they would lose explains it."


def conflicting_types(segment: Segment) -> Iterator[Noticed]:
    """A dedicated person stands beside what asks for no person at all."""
    ties = {held.type: held for held in segment.relationships if _lives(held)}
    dedicated = ties.get("dedicated_personal_assistance")
    for kind in ("transactional", "self_service", "automated_service"):
        other = ties.get(kind)
        # Machines that are in place serve beside a person; as a mere wish they come from other customers.
        wished = kind == "transactional" or (other and other.expected and other.established != "established")
        if dedicated and other and wished:
            yield (
                other,
                (
                    f"{segment.name} may be two segments: {_called(dedicated)} and {_called(other)} "
                    "seldom suit the same customers."
                ),
            )


def _asked(segment: Segment, topic: Topic) -> bool:
    """Say whether a gap in a topic is more than a question that is still to come, or that has no place here."""
    # In a canvas from elsewhere no question was ever put; what it leaves out is a gap all the same.
    untold = all(status == "not_asked" for status in segment.answers.values())
    return untold or segment.answers.get(topic, "not_asked") not in ("not_asked", "not_applicable")


def _lives(held: Relationship) -> bool:
    """Say whether a relationship is there, meant or wanted, and not only refused or absent."""
    if held.established in ("established", "planned") or held.expected:
        return True
    return held.expected is None and held.established is None


def _monthly(cost: Cost) -> float | None:
    """Return what a cost comes to in a month at most, None where that cannot be said."""
    amount = cost.amount_low if cost.amount_high is None else cost.amount_high
    months = _MONTHS.get(cost.period) if cost.period else None
    # A total below the price of one customer's time is below that of several all the more.
    return amount / months if amount is not None and months and cost.per != "transaction" else None


def _called(held: Relationship) -> str:
    """Call a relationship what the user calls it, as long as that fits into a sentence."""
    return thing(held if len(held.description or "") <= LONGEST_CALL else held.model_copy(update={"description": None}))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


RULES: dict[str, Callable[[Segment], Iterable[Noticed]]] = {
    "expected_not_established": expected_not_established,
    "established_not_expected": established_not_expected,
    "cost_unknown": cost_unknown,
    "dedicated_on_mass": dedicated_on_mass,
    "one_off_for_retention": one_off_for_retention,
    "no_link": no_link,
    "help_below_time_price": help_below_time_price,
    "artificial_switching_costs": artificial_switching_costs,
    "conflicting_types": conflicting_types,
}
