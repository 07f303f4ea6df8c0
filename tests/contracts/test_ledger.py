"""What every ledger promises: the fake, SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from assistant.edits import Change, Event, SetRelationship
from assistant.errors import StoreFailed, TurnTaken
from assistant.ports import Ledger
from assistant.record import Created, Heard, Memory, Option, Place, Said
from assistant.reply import Ask, Choice, Citation
from assistant.store import Store
from tests.fakes import MemoryLedger

HOSTILE = (
    "a\0b",
    "\0",
    "lone \ud83d and \udc00",
    "😀 é e\u0301 \u2028 \ufeff \x7f \x1b[31m",
    "'; DROP TABLE rapport_records; --",
    '"\\u0000" \\ %s :name ?',
    "",
    "x" * 50_000,
)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "rapport.db") if request.param == "sqlite" else request.getfixturevalue("empty_postgres")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    if request.param == "memory":
        yield MemoryLedger()
        return
    url = str(tmp_path / "rapport.db") if request.param == "sqlite" else request.getfixturevalue("empty_postgres")
    with closing(Store(url)) as store:
        yield store


def created(canvas_id: str = "cnv_a", title: str = "Pedal & Post", at: str = "2026-05-01T08:00:00Z") -> Created:
    return Created(canvas_id=canvas_id, at=at, title=title)


def heard(number: int, canvas_id: str = "cnv_a", turn_id: str | None = None, message: str = "Bikes") -> Heard:
    at = f"2026-05-01T09:{number:02}:00Z"
    return Heard(canvas_id=canvas_id, number=number, turn_id=turn_id, at=at, title="Pedal & Post", message=message)


def said(number: int, canvas_id: str = "cnv_a", turn_id: str | None = None, title: str = "Pedal & Post") -> Said:
    at = f"2026-05-01T09:{number:02}:30Z"
    return Said(canvas_id=canvas_id, number=number, turn_id=turn_id, at=at, title=title, text="Noted.")


def test_records_come_back_as_they_were_in_the_order_of_appending(ledger: Ledger) -> None:
    cost = {"amount_low": 160.0, "amount_high": 173.33, "drivers": ["2 hours"], "level": None}
    event = Event(
        revision=1,
        turn=1,
        at="2026-05-01T09:01:00Z",
        act="set_relationship",
        segment_id="s1",
        field="cost",
        after=cost,
        quote="2 hours",
        changes=(Change(path=("segments", "s1", "cost"), before=None, after=cost),),
    )
    edit = SetRelationship(segment_id="s1", type="community", field="expected", value=True, quote="a community")
    memory = Memory(
        ask=Ask(kind="clarify", topic="cost", types=("community",), choices=(Choice(value="1", label="One"),)),
        options=(Option(value="1", edits=(edit,)),),
        asked={"s1/cost": 2},
        used={"noted": 3},
        wanted=Place(topic="cost", segment_id="s1"),
    )
    citation = Citation(number=1, document="types", section="Community", quote="members help", passage_id="p1")
    said_1 = said(1, turn_id="t1").model_copy(update={"memory": memory, "citations": (citation,)})
    heard_1 = heard(1, turn_id="t1").model_copy(update={"events": (event,), "acts": ("answer",), "refused": ("no",)})
    kept = [created(), said(0), heard_1, said_1, heard(2, turn_id="t2")]
    for record in kept:
        ledger.append([record])
    assert list(ledger.records("cnv_a")) == kept


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_exactly(ledger: Ledger, text: str) -> None:
    event = Event(revision=1, turn=1, at="x", act="set_business", before=text, after={text: [text]}, quote=text)
    name = text[:500]
    record = Heard(canvas_id=name, number=1, turn_id=name, at="x", title=text, message=text, events=(event,))
    ledger.append([record])
    assert list(ledger.records(name)) == [record]
    assert [(canvas.id, canvas.title) for canvas in ledger.canvases()] == [(name, text)]


def test_a_character_in_two_halves_is_refused_and_not_joined(url: str) -> None:
    with closing(Store(url)) as store:
        with pytest.raises(StoreFailed, match="in two halves"):
            store.append([created(), heard(1, message="\ud83d\ude00")])
        assert not store.records("cnv_a")
        assert not store.records("\ud83d\ude00")


def test_only_turns_after_the_given_one_are_returned(ledger: Ledger) -> None:
    ledger.append([created(), said(0), heard(1), said(1), heard(2), said(2), heard(3)])
    assert [(record.kind, record.number) for record in ledger.records("cnv_a", after=1)] == [
        ("heard", 2),
        ("said", 2),
        ("heard", 3),
    ]
    assert not ledger.records("cnv_a", after=3)


def test_an_unknown_canvas_has_no_records(ledger: Ledger) -> None:
    ledger.append([created()])
    assert not ledger.records("cnv_b")
    assert not ledger.records("")


def test_a_number_is_taken_once_for_each_kind(ledger: Ledger) -> None:
    ledger.append([heard(1, turn_id="t1"), said(1, turn_id="t1")])
    with pytest.raises(TurnTaken) as taken:
        ledger.append([heard(1, turn_id="t2")])
    assert (taken.value.canvas_id, taken.value.number) == ("cnv_a", 1)
    assert list(ledger.records("cnv_a")) == [heard(1, turn_id="t1"), said(1, turn_id="t1")]


def test_a_turn_id_is_taken_once_for_each_kind(ledger: Ledger) -> None:
    ledger.append([heard(1, turn_id="t1")])
    with pytest.raises(TurnTaken) as taken:
        ledger.append([heard(2, turn_id="t1")])
    assert taken.value.number == 2
    ledger.append([said(1, turn_id="t1"), heard(2, turn_id="t2")])
    assert len(ledger.records("cnv_a")) == 3


def test_canvases_do_not_take_each_others_turns(ledger: Ledger) -> None:
    ledger.append([heard(1, "cnv_a", turn_id="t1"), heard(1, "cnv_b", turn_id="t1")])
    assert list(ledger.records("cnv_b")) == [heard(1, "cnv_b", turn_id="t1")]


def test_turns_without_an_id_never_collide(ledger: Ledger) -> None:
    ledger.append([heard(1), heard(2), said(1), said(2)])
    assert len(ledger.records("cnv_a")) == 4


def test_an_append_is_kept_whole_or_not_at_all(ledger: Ledger) -> None:
    ledger.append([created(), heard(1)])
    with pytest.raises(TurnTaken):
        ledger.append([said(1), heard(2), heard(1), heard(3)])
    assert list(ledger.records("cnv_a")) == [created(), heard(1)]
    ledger.append([said(1), heard(2)])
    assert len(ledger.records("cnv_a")) == 4


def test_appending_nothing_changes_nothing(ledger: Ledger) -> None:
    ledger.append([])
    assert not ledger.canvases()


def test_canvases_are_listed_by_their_last_change(ledger: Ledger) -> None:
    for name in "abc":
        ledger.append([created(f"cnv_{name}"), said(0, f"cnv_{name}")])
    assert [canvas.id for canvas in ledger.canvases()] == ["cnv_c", "cnv_b", "cnv_a"]
    ledger.append([heard(1, "cnv_a")])
    assert [canvas.id for canvas in ledger.canvases()] == ["cnv_a", "cnv_c", "cnv_b"]
    for number in (1, 2, 3):
        ledger.append([heard(number, "cnv_b")])
        ledger.append([said(number, "cnv_c")])
    ledger.append([said(1, "cnv_a")])
    assert [canvas.id for canvas in ledger.canvases()] == ["cnv_a", "cnv_c", "cnv_b"]
    assert [canvas.id for canvas in ledger.canvases(limit=2)] == ["cnv_a", "cnv_c"]


def test_a_summary_counts_turns_and_follows_the_title(ledger: Ledger) -> None:
    ledger.append([created(title="Untitled", at="2026-04-30T07:00:00Z"), said(0), heard(1), said(1)])
    ledger.append([heard(2), said(2, title="Couriers")])
    (summary,) = ledger.canvases()
    assert summary.model_dump() == {
        "id": "cnv_a",
        "title": "Couriers",
        "created_at": "2026-04-30T07:00:00Z",
        "updated_at": "2026-05-01T09:02:30Z",
        "turns": 2,
    }


def test_records_outlive_the_store_that_wrote_them(url: str) -> None:
    with closing(Store(url)) as store:
        store.append([created(), said(0)])
    with closing(Store(url)) as store:
        assert list(store.records("cnv_a")) == [created(), said(0)]


def test_two_stores_on_one_database_see_each_other(url: str) -> None:
    with closing(Store(url)) as one, closing(Store(url)) as other:
        one.append([created()])
        assert list(other.records("cnv_a")) == [created()]
        other.append([heard(1, turn_id="t1")])
        with pytest.raises(TurnTaken):
            one.append([heard(1, turn_id="t2")])


def test_writers_that_race_for_a_turn_have_one_winner(url: str) -> None:
    with ExitStack() as stack, ThreadPoolExecutor(8) as threads:
        stores = [stack.enter_context(closing(Store(url))) for _ in range(2)]

        def claim(attempt: int) -> int | None:
            try:
                stores[attempt % 2].append([heard(attempt // 8, turn_id=f"t{attempt}")])
            except TurnTaken:
                return None
            return attempt // 8

        won = [number for number in threads.map(claim, range(160)) if number is not None]
        assert sorted(won) == list(range(20))
        assert sorted(record.number for record in stores[0].records("cnv_a")) == list(range(20))


def test_processes_that_open_a_new_database_at_once_all_succeed(url: str) -> None:
    def opened(_: int) -> Callable[[], None]:
        return Store(url).close

    with ThreadPoolExecutor(6) as threads:
        for close in list(threads.map(opened, range(6))):
            close()
    with closing(Store(url)) as store:
        store.append([created()])
        assert [canvas.id for canvas in store.canvases()] == ["cnv_a"]
