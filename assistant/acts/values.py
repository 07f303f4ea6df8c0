"""Values: what an edit brings, put into the shape of the field that it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from pydantic import ValidationError

from assistant.acts.costs import union
from assistant.canvas import (
    Cost,
    Established,
    Link,
    Motivation,
    Phase,
    RelationshipType,
    Stage,
    SwitchingCosts,
    Value,
)


class Unfit(Exception):
    """A value that has not the shape of its field."""


def fitting(field: str, value: Any) -> Any:
    """Return the value in the shape of its field; None where it is blank, which means to clear the field.

    Raises `Unfit` where it cannot have that shape.
    """
    return None if value is None else _SHAPES[field](value)


def readable(value: Any) -> Any:
    """Return a value of the canvas as plain JSON that holds only what is written; None where nothing is."""
    if isinstance(value, Value):
        return value.model_dump(mode="json", exclude_defaults=True) or None
    if isinstance(value, tuple):
        return [readable(item) for item in value] or None
    return value


def _one_of(choices: Any) -> Callable[[Any], Any]:
    def fit(value: Any) -> Any:
        if value not in get_args(choices):
            raise Unfit
        return value

    return fit


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        raise Unfit
    return value.strip() or None


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit
    return value


def _each(fit: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def fit_all(value: Any) -> tuple[Any, ...] | None:
        if not isinstance(value, tuple):
            raise Unfit
        return union((), tuple(item for item in map(fit, value) if item is not None)) or None

    return fit_all


def _link(value: Any) -> Link:
    try:
        link = Link.model_validate(value)
    except ValidationError as error:
        raise Unfit from error
    return link.model_copy(update={"note": link.note.strip() or None}) if link.note is not None else link


def _cost(value: Any) -> Cost:
    if not isinstance(value, Cost):
        raise Unfit
    low, high = value.amount_low, value.amount_high
    if low is not None and high is not None and low > high:
        return value.model_copy(update={"amount_low": high, "amount_high": low})
    return value


def _switching(value: Any) -> SwitchingCosts:
    if not isinstance(value, SwitchingCosts):
        raise Unfit
    return value


_SHAPES: dict[str, Callable[[Any], Any]] = {
    "name": _text,
    "offering": _text,
    "stage": _one_of(Stage),
    "description": _text,
    "motivations": _each(_one_of(Motivation)),
    "switching_costs": _switching,
    "type": _one_of(RelationshipType),
    "expected": _bool,
    "established": _one_of(Established),
    "touchpoints": _each(_text),
    "phases": _each(_one_of(Phase)),
    "cost": _cost,
    "links": _each(_link),
}
