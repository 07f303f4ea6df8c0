"""Evidence: which words a written value rests on, kept beside the value."""

from __future__ import annotations

from typing import Any

from assistant.canvas import Evidence, Value

Proofs = tuple[Evidence, ...]


def replaced(evidence: Proofs, field: str, proof: Evidence) -> Proofs:
    """Return the evidence with `proof` as the only ground of `field`."""
    return added(without(evidence, field), field, proof)


def added(evidence: Proofs, field: str, proof: Evidence) -> Proofs:
    """Return the evidence with `proof` as a further ground of `field`."""
    ground = proof.model_copy(update={"field": field})
    return evidence if ground in evidence else (*evidence, ground)


def without(evidence: Proofs, *fields: str) -> Proofs:
    """Return the evidence without any ground of these fields."""
    return tuple(ground for ground in evidence if ground.field not in fields)


def of(evidence: Proofs, field: str) -> Proofs:
    """Return the grounds of one field."""
    return tuple(ground for ground in evidence if ground.field == field)


def loses(old: Any, new: Any) -> bool:
    """Say whether something that stood in `old` does not stand in `new`; filling a gap loses nothing."""
    if old is None:
        return False
    if isinstance(old, tuple):
        return any(all(loses(held, other) for other in new) for held in old)
    if isinstance(old, Value):
        return any(loses(getattr(old, name), getattr(new, name)) for name in type(old).model_fields)
    return bool(old != new)
