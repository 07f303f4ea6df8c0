"""Costs: how a new figure joins the ones that stand."""

from __future__ import annotations

from typing import Any, TypeVar

from assistant.canvas import Cost, SwitchingCosts

Costs = TypeVar("Costs", Cost, SwitchingCosts)
AMOUNT = ("amount_low", "amount_high", "currency", "period", "per")


def union(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the old items followed by the new ones, each once."""
    return tuple(dict.fromkeys(old + new))


def written_over(old: Costs, new: Costs, whole: bool) -> Costs:
    """Return the costs with what `new` says on top.

    A new amount brings its own currency, period and unit and leaves none of the old behind. Lists are joined, or
    replaced where `whole` says that the new list is all of it.
    """
    update = {name: value for name, value in new if value not in (None, ())}
    for name, value in update.items():
        standing = getattr(old, name, None)
        if isinstance(value, tuple) and isinstance(standing, tuple) and not whole:
            update[name] = union(standing, value)
    if isinstance(new, Cost) and isinstance(old, Cost) and _has_amount(new) and _amounts(new) != _amounts(old):
        update |= _together(new)
    return old.model_copy(update=update)


def filled(first: Costs, other: Costs) -> Costs:
    """Return the first costs with their gaps filled from the other; amounts stay together."""
    update = {name: value for name, value in other if value not in (None, ())}
    if isinstance(first, Cost) and _has_amount(first):
        update = {name: value for name, value in update.items() if name not in AMOUNT}
    for name, value in tuple(update.items()):
        standing = getattr(first, name, None)
        if isinstance(standing, tuple) and isinstance(value, tuple):
            update[name] = union(standing, value)
        elif standing is not None:
            del update[name]
    if isinstance(first, Cost) and isinstance(other, Cost) and _has_amount(other) and not _has_amount(first):
        update |= _together(other)
    return first.model_copy(update=update)


def _amounts(cost: Cost) -> tuple[float | None, float | None]:
    return cost.amount_low, cost.amount_high


def _has_amount(cost: Cost) -> bool:
    return _amounts(cost) != (None, None)


def _together(cost: Cost) -> dict[str, Any]:
    return {name: getattr(cost, name) for name in AMOUNT}
