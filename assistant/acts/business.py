"""What edits do to the head of the canvas: its title and the business that it is about."""

from __future__ import annotations

from assistant.acts import evidence
from assistant.acts.step import Step, with_status
from assistant.acts.values import fitting
from assistant.canvas import Business, Canvas, Evidence
from assistant.edits import SetBusiness, SetTitle
from assistant.names import clean_name

LONGEST_TITLE = 120


def set_business(canvas: Canvas, edit: SetBusiness, proof: Evidence, _: frozenset[str]) -> Step | str:
    """Write or clear the business's name, offering or stage."""
    value, before = fitting(edit.field, edit.value), getattr(canvas.business, edit.field)
    business = canvas.business
    if value is None:
        business = _with(business, edit.field, None, evidence.without(business.evidence, edit.field))
    elif value != before:
        business = _with(business, edit.field, value, evidence.replaced(business.evidence, edit.field, proof))
    after = canvas.model_copy(update={"business": business})
    named = business.name is not None or business.offering is not None
    if value is not None and named:
        after = with_status(after, "business", "stated")
    elif value is None and before is not None and not named and after.answers.get("business") == "stated":
        after = with_status(after, "business", "not_asked")
    act = "clear" if value is None else "correct" if edit.correction or before not in (None, value) else "set"
    return Step(after, act, field=edit.field, before=before, after=value)


def set_title(canvas: Canvas, edit: SetTitle, _: Evidence, __: frozenset[str]) -> Step | str:
    """Give the canvas another title."""
    title = clean_name(edit.title)
    if not 1 <= len(title) <= LONGEST_TITLE:
        return f"A title has 1 to {LONGEST_TITLE} characters; give me a shorter one, or one with words in it."
    return Step(canvas.model_copy(update={"title": title}), "title", field="title", before=canvas.title, after=title)


def _with(business: Business, field: str, value: str | None, grounds: evidence.Proofs) -> Business:
    return business.model_copy(update={field: value, "evidence": grounds})
