"""The three statements of the ledger: insert a record, read a canvas, list the canvases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Integer, Select, Text, bindparam, column, exists, insert, select, table

from assistant.store.database import Escaped

RECORDS = table(
    "rapport_records",
    column("id", Integer),
    column("canvas_id", Escaped),
    column("number", Integer),
    column("kind", Text),
    column("turn_id", Escaped),
    column("at", Escaped),
    column("title", Escaped),
    column("opens", Boolean),
    column("body", Text),
)

_LAST = select(RECORDS.c.canvas_id).order_by(RECORDS.c.id.desc()).limit(1).subquery()

# Takes the columns of a record, and its canvas_id once more as `canvas`.
INSERT = insert(RECORDS).values(opens=~exists().where(_LAST.c.canvas_id == bindparam("canvas", type_=Escaped)))

# Takes `canvas` and `after`.
OF_CANVAS = (
    select(RECORDS.c.body)
    .where(RECORDS.c.canvas_id == bindparam("canvas", type_=Escaped), RECORDS.c.number > bindparam("after"))
    .order_by(RECORDS.c.id)
)


def _newest_canvases() -> Select[Any]:
    stay, later, own = RECORDS.alias("stay"), RECORDS.alias("later"), RECORDS.alias("own")
    mine = own.c.canvas_id == stay.c.canvas_id
    first = select(own).where(mine).order_by(own.c.id).limit(1)
    last = select(own).where(mine).order_by(own.c.id.desc()).limit(1)
    highest = select(own).where(mine).order_by(own.c.number.desc()).limit(1)
    left_for_good = ~exists().where(later.c.opens, later.c.canvas_id == stay.c.canvas_id, later.c.id > stay.c.id)
    return (
        select(
            stay.c.canvas_id.label("id"),
            last.with_only_columns(own.c.title).scalar_subquery().label("title"),
            first.with_only_columns(own.c.at).scalar_subquery().label("created_at"),
            last.with_only_columns(own.c.at).scalar_subquery().label("updated_at"),
            highest.with_only_columns(own.c.number).scalar_subquery().label("turns"),
        )
        .where(stay.c.opens, left_for_good)
        .order_by(stay.c.id.desc())
        .limit(bindparam("limit", type_=Integer))
    )


# Takes `limit`. The canvas whose last stay began last was changed last, so a walk back over the stays that ends at
# `limit` looks neither at 10,000 older canvases nor at the 500 turns of one.
NEWEST_CANVASES = _newest_canvases()
