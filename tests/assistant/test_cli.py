"""The command line: real commands on a real data folder; errors in one line, exit status 0, 1 or 2."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.cli.doctor import packages, python
from assistant.cli.screen import Bar, careful, visible
from assistant.errors import RapportError
from assistant.export import canvas_schema
from assistant.settings import Settings
from corpus.index import Index

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).with_name("pedal-and-post.json")
Run = Callable[..., Result]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, library: Index) -> Path:
    """A data folder with the handbook's index, the one that all tests share."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "index").symlink_to(library._folder)
    return folder


def corpus_of(home: Path, folder: Path, data_dir: Path) -> dict[str, str]:
    """Let this folder be the corpus; its index finds the encoder prepared, which spares half a minute."""
    index = Settings(data_dir=data_dir, corpus_dir=folder).index_dir
    index.mkdir(parents=True)
    for encoder in (home / "index").glob("encoder-*"):
        shutil.copytree(encoder, index / encoder.name, copy_function=os.link)
    return {"RAPPORT_DATA_DIR": str(data_dir), "RAPPORT_CORPUS_DIR": str(folder)}


@pytest.fixture
def variables(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a user whose index is shared and whose canvases are their own."""
    for name in [name for name in os.environ if name.startswith("RAPPORT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return {"RAPPORT_DATA_DIR": str(home), "RAPPORT_DATABASE_URL": str(tmp_path / "canvases.db")}


@pytest.fixture
def rapport(variables: dict[str, str]) -> Run:
    def run(*arguments: str, typed: str | bytes | None = None, **also: str) -> Result:
        return CliRunner().invoke(app, arguments, input=typed, env=variables | also)

    return run


def spawned(variables: dict[str, str], *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start `rapport` as a process of its own."""
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments]
    environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT)}
    streams = {name: subprocess.PIPE for name in ("stdin", "stdout", "stderr")}
    return subprocess.Popen(command, env=environment, **{**streams, **options})


def complaint(result: Result, status: int = 1) -> str:
    """The one line on standard error."""
    assert result.exit_code == status, result.output
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    assert "did not expect" not in lines[0]
    return lines[0]


def turns(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_schema_is_printed(rapport: Run) -> None:
    result = rapport("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == canvas_schema()


def test_help_names_every_command(rapport: Run) -> None:
    result = rapport("--help")
    assert result.exit_code == 0
    for name in ("serve", "chat", "ask", "index", "list", "export", "import", "schema", "doctor"):
        assert re.search(rf"^  {name}  +[A-Z]", result.stdout, re.MULTILINE)


def test_the_version_is_printed(rapport: Run) -> None:
    result = rapport("--version")
    assert result.exit_code == 0
    assert re.fullmatch(r"rapport \d+\.\d+\.\d+\n", result.stdout)


@pytest.mark.parametrize("arguments", [["fly"], ["export"], ["list", "--limit", "none"], ["list", "--colour"]])
def test_wrong_usage_ends_with_2(rapport: Run, arguments: list[str]) -> None:
    result = rapport(*arguments)
    assert result.exit_code == 2
    assert "Usage: rapport" in result.stderr
    assert "Traceback" not in result.output


def test_a_scripted_conversation_is_one_turn_a_line_and_can_be_taken_up_again(rapport: Run) -> None:
    first = rapport("chat", "--jsonl", typed="We repair bikes for couriers and commuters\nCouriers want a mechanic\n")
    assert first.exit_code == 0, first.output
    said = turns(first)
    assert [turn["number"] for turn in said] == [1, 2]
    canvas_id = said[0]["canvas_id"]
    assert {turn["canvas_id"] for turn in said} == {canvas_id}
    second = turns(rapport("chat", "--jsonl", "--canvas", canvas_id, typed="and commuters help themselves"))
    assert [turn["number"] for turn in second] == [3]
    assert canvas_id in rapport("list").stdout


def test_a_line_may_be_json_with_an_id_of_its_own(rapport: Run) -> None:
    line = json.dumps({"message": "We repair bikes\nfor couriers", "turn_id": "a"})
    said = turns(rapport("chat", "--jsonl", typed=f'{line}\n{line}\n"They are young"\n{{"braces": \n'))
    assert [turn["number"] for turn in said] == [1, 1, 2, 3]
    assert [turn["message"] for turn in said[1:]] == ["We repair bikes\nfor couriers", "They are young", '{"braces": ']


def test_a_line_that_cannot_be_a_message_is_answered_and_the_next_one_heard(rapport: Run) -> None:
    result = rapport("chat", "--jsonl", typed=b'\xff\xfe\n{"text": "no"}\n"\\ud83d"\nWe repair bikes\n')
    said = turns(result)
    assert result.exit_code == 1
    assert ["error" in each for each in said] == [True, True, False, False]
    assert "UTF-8" in said[0]["error"]
    assert "JSON without a message" in said[1]["error"]


def test_a_conversation_in_the_terminal_ends_with_how_to_go_on(rapport: Run) -> None:
    result = rapport("chat", typed="We repair bikes for couriers\n/quit\nnot said\n")
    assert result.exit_code == 0
    canvas_id = re.search(r"rapport chat --canvas (cnv_\w+)\n$", result.stdout)
    assert canvas_id
    again = rapport("chat", "--canvas", canvas_id[1], typed="")
    assert again.exit_code == 0
    canvas = json.loads(rapport("export", canvas_id[1]).stdout)
    assert [segment["name"].lower() for segment in canvas["segments"]] == ["couriers"]


def test_an_export_can_be_imported_and_listed(rapport: Run, tmp_path: Path) -> None:
    began = rapport("import", str(SAMPLE))
    assert began.exit_code == 0, began.output
    canvas_id = began.stdout.strip()
    written = rapport("export", canvas_id, "--output", str(tmp_path))
    assert written.stdout.strip() == str(tmp_path / "pedal-post-canvas.json")
    again = rapport("import", "-", typed=(tmp_path / "pedal-post-canvas.json").read_bytes())
    assert again.exit_code == 0
    listed = [json.loads(line) for line in rapport("list", "--json").stdout.splitlines()]
    assert {each["id"] for each in listed} == {canvas_id, again.stdout.strip()}
    page = rapport("export", canvas_id, "-f", "markdown")
    assert page.stdout.startswith("# Pedal &amp; Post\n")


def test_a_list_of_nothing_says_how_to_begin(rapport: Run) -> None:
    result = rapport("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "rapport chat" in result.stderr


def test_an_answer_comes_with_its_sources(rapport: Run) -> None:
    shown = rapport("ask", "What is co-creation?")
    assert shown.exit_code == 0
    assert re.search(r"^\[1\] “.+” \(", shown.stdout, re.MULTILINE)
    answer = json.loads(rapport("ask", "What is co-creation?", "--json").stdout)
    assert not answer["abstained"]
    assert answer["passages"][0]["text"]


def test_another_corpus_answers_alone_and_leaves_the_handbook_as_it_was(
    rapport: Run, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "tyres.md").write_text("# Tyres\n\nOur couriers change their tyres every ninety days.\n")
    own = corpus_of(home, tmp_path / "notes", tmp_path / "data")
    (tmp_path / "data" / "index").symlink_to(home / "index")

    def documents(*arguments: str, **also: str) -> set[str]:
        result = rapport("ask", "When do couriers change tyres?", "--json", *arguments, **also)
        return {each["document"] for each in json.loads(result.stdout)["passages"]}

    assert documents("--corpus", "notes", RAPPORT_DATA_DIR=own["RAPPORT_DATA_DIR"]) == {"tyres.md"}
    assert documents(**own) == {"tyres.md"}
    assert "tyres.md" not in documents(RAPPORT_DATA_DIR=own["RAPPORT_DATA_DIR"])


def test_documents_can_be_added_changed_and_indexed_anew(rapport: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "tyres.md").write_text("# Tyres\n\nTyres last ninety days.")
    chains = tmp_path / "chains.md"
    chains.write_text("# Chains\n\nOil the chain.")
    own = corpus_of(home, tmp_path / "notes", tmp_path / "data")
    assert "added    chains.md" in rapport("index", "chains.md", **own).stdout
    assert "2 documents unchanged, 2 passages in the index" in rapport("index", **own).stdout
    chains.write_text("# Chains\n\nWax the chain.")
    assert "added    chains.md" in rapport("index", **own).stdout
    anew = rapport("index", "--rebuild", **own)
    assert anew.stdout == "indexed  chains.md\nindexed  tyres.md\n2 passages in the index\n"
    assert "Wax the chain." in rapport("ask", "What does a chain need?", "--json", **own).stdout


def test_documents_can_be_listed_and_removed_and_given_to_one_canvas(rapport: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "tyres.md").write_text("# Tyres\n\nTyres last ninety days.")
    (tmp_path / "chains.md").write_text("# Chains\n\nOil the chain.")
    own = corpus_of(home, tmp_path / "notes", tmp_path / "data")
    canvas = turns(rapport("chat", "--jsonl", typed="hello\n", **own))[0]["canvas_id"]
    rapport("index", "chains.md", **own)
    assert rapport("index", "--list", **own).stdout == "    1 passages  chains.md\n    1 passages  tyres.md\n"
    assert rapport("index", "--remove", "chains.md", **own).stdout == "removed  chains.md\n"
    assert "chains.md" not in rapport("index", "--list", **own).stdout
    assert rapport("index", "--canvas", canvas, "chains.md", **own).stdout == "added    chains.md\n"
    assert rapport("index", "--canvas", canvas, "--list", **own).stdout == "    1 passages  chains.md\n"
    assert "Oil the chain." in rapport("ask", "What does a chain need?", "--json", "--canvas", canvas, **own).stdout
    assert "Oil the chain." not in rapport("ask", "What does a chain need?", "--json", **own).stdout
    assert "indexed  chains.md" in rapport("index", "--rebuild", **own).stdout
    assert "Oil the chain." in rapport("ask", "What does a chain need?", "--json", "--canvas", canvas, **own).stdout
    assert rapport("index", "--canvas", canvas, "--remove", "chains.md", **own).stdout == "removed  chains.md\n"
    assert rapport("index", "--canvas", canvas, "--list", **own).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "cnv_none"], "There is no canvas 'cnv_none'; `rapport list` shows the ones that exist."),
        (["chat", "--canvas", "cnv_none"], "There is no canvas 'cnv_none'"),
        (["import", "nowhere.json"], "nowhere.json cannot be read (No such file or directory)"),
        (["import", "."], "cannot be read (Is a directory)"),
        (["import", str(ROOT / "LICENSE")], "Nothing was imported: the file is no JSON"),
        (["index", "--canvas", "cnv_none", "--list"], "There is no canvas 'cnv_none'"),
        (["index", "--remove", "nowhere.md"], "no document called nowhere.md; `rapport index --list`"),
        (["index", "nowhere.md"], "nowhere.md"),
    ],
)
def test_what_fails_says_so_in_one_line(rapport: Run, arguments: list[str], sentence: str) -> None:
    assert sentence in complaint(rapport(*arguments))


def test_a_file_that_cannot_be_written_is_named(rapport: Run, tmp_path: Path) -> None:
    canvas_id = rapport("import", str(SAMPLE)).stdout.strip()
    assert "no-folder" in complaint(rapport("export", canvas_id, "-o", str(tmp_path / "no-folder" / "a.json")))
    assert "choose one of: json, markdown" in complaint(rapport("export", canvas_id, "-f", "pdf"))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CHAT_MODEL", "some-model", "this version talks without one; remove the setting."),
        ("CHROMA_URL", "http://127.0.0.1:8000", "CVE-2026-45829"),
        ("PORT", "front", "RAPPORT_PORT"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(rapport: Run, name: str, value: str, sentence: str) -> None:
    for command in (["list"], ["chat", "--jsonl"], ["serve", "--host", "127.0.0.1"]):
        assert sentence in complaint(rapport(*command, **{f"RAPPORT_{name}": value}))


def test_strangers_are_not_let_in_by_accident(rapport: Run) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "set RAPPORT_AUTH" in complaint(rapport("serve", "--host", "0.0.0.0", "--port", port))
        assert "is in use" in complaint(rapport("serve", "--host", "0.0.0.0", "--port", port, RAPPORT_AUTH="ada:x"))


def test_what_nobody_expected_is_one_line_unless_more_is_asked_for(variables: dict[str, str]) -> None:
    @careful
    def broken() -> None:
        raise ZeroDivisionError("of all\nthings")

    command = typer.Typer(pretty_exceptions_enable=False)
    command.command()(broken)
    result = CliRunner().invoke(command, env=variables)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "did not expect this (ZeroDivisionError: of all); run it again with RAPPORT_DEBUG=1" in result.stderr
    shown = CliRunner().invoke(command, env=variables | {"RAPPORT_DEBUG": "1"})
    assert isinstance(shown.exception, ZeroDivisionError)


def test_a_port_in_use_is_said_at_once(variables: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        began = time.monotonic()
        process = spawned(variables, "serve", "--port", str(port))
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert err.decode().count("\n") == 1
    assert f"Port {port} on 127.0.0.1 is in use" in err.decode()
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serve_serves_the_chat_and_rest_until_it_is_stopped(variables: dict[str, str], how: signal.Signals) -> None:
    process = spawned(variables, "serve", "--port", "0")
    assert process.stdout
    line = process.stdout.readline().decode()
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address, (line, process.stderr and process.stderr.read())
    assert httpx.get(f"{address[0]}/readyz", timeout=30).json() == {"status": "ready"}
    assert "Rapport" in httpx.get(address[0], timeout=30, follow_redirects=True).text
    canvas_id = httpx.post(f"{address[0]}/api/canvases", timeout=30).json()["id"]
    process.send_signal(how)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")
    listed = spawned(variables, "list").communicate(timeout=60)[0]
    assert canvas_id in listed.decode()


def test_ctrl_c_ends_a_conversation_without_a_word(variables: dict[str, str]) -> None:
    process = spawned(variables, "chat")
    assert process.stdout
    assert process.stdin
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, b"")


def test_a_reader_who_leaves_causes_no_complaint(variables: dict[str, str]) -> None:
    process = spawned(variables, "schema")
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    assert process.stderr.read() == b""
    process.wait(timeout=30)


def test_printing_the_schema_loads_nothing_heavy(variables: dict[str, str]) -> None:
    code = (
        "import sys; from assistant.cli import app; app(['schema'], standalone_mode=False); "
        "print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    heavy = {"gradio", "chromadb", "torch", "onnxruntime", "sqlalchemy", "fastapi", "uvicorn", "langchain_core"}
    assert heavy.isdisjoint(re.findall(r"'(\w+)'", ran.stderr.decode()))


def test_the_doctor_finds_a_sound_installation_sound(rapport: Run) -> None:
    result = rapport("doctor")
    assert result.exit_code == 0, result.output
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        f"ok    {name}" for name in ("Python", "packages", "reader", "judge", "data folder", "store", "index")
    ]


def test_the_doctor_says_what_is_missing_and_how_to_mend_it(rapport: Run, tmp_path: Path) -> None:
    empty = rapport("doctor", RAPPORT_DATA_DIR=str(tmp_path / "new"))
    assert empty.exit_code == 1
    assert "FAIL  index: there is none in" in empty.stdout
    (tmp_path / "file").write_text("")
    blocked = rapport("doctor", RAPPORT_DATA_DIR=str(tmp_path / "file"), RAPPORT_DATABASE_URL="mysql://x/y")
    assert blocked.exit_code == 1
    assert "FAIL  data folder:" in blocked.stdout
    assert "FAIL  store:" in blocked.stdout
    assert "FAIL  settings:" in rapport("doctor", RAPPORT_PORT="front").stdout


def test_the_doctor_knows_an_index_that_another_encoder_made(rapport: Run, home: Path) -> None:
    result = rapport("doctor", RAPPORT_EMBEDDING_MODEL="another/model")
    assert result.exit_code == 1
    assert "FAIL  index: " in result.stdout
    assert "rapport index --rebuild" in result.stdout


def test_the_doctor_wants_a_python_and_packages_that_are_there() -> None:
    with pytest.raises(RapportError, match=r"install Python 3\.11 or newer"):
        python((3, 10, 12))
    with pytest.raises(RapportError, match="is not installed in this Python"):
        packages("no-such-package-anywhere")


def terminal() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, width=80)


def clock(*times: float) -> Callable[[], float]:
    """A clock that shows these times, one after the other."""
    hands: Iterator[float] = iter(times)
    return lambda: next(hands)


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_bar_shows_once_the_work_takes_over_a_second() -> None:
    quick, slow = terminal(), terminal()
    with Bar("Indexing", quick, clock(0.0, 0.4, 0.9)) as bar:
        bar(1, 2)
        bar(2, 2)
    with Bar("Indexing", slow, clock(0.0, 0.4, 1.1)) as bar:
        bar(1, 2)
        bar(2, 2)
    assert shown(quick) == ""
    assert "Indexing" in shown(slow)
    assert "2/2" in shown(slow)


def test_a_bar_is_for_terminals_only() -> None:
    pipe = Console(file=io.StringIO(), force_terminal=False)
    with Bar("Indexing", pipe, clock(0.0, 5.0)) as bar:
        bar(1, 2)
    assert shown(pipe) == ""


def test_no_text_steers_the_terminal() -> None:
    assert visible("a\x1b[2Jb\x07\u202ec\n\td é 漢 🚲") == "a[2Jbc\n\td é 漢 🚲"
