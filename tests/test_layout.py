"""The laws of the house: who may know whom, where the heavy libraries live, how large things may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("assistant", "corpus", "ui", "eval")

# Which of our packages a package may import, by the longest prefix that fits.
MAY_KNOW = {
    "corpus": {"corpus"},
    "assistant": {"assistant", "corpus.passage"},
    "assistant.build": {"assistant", "corpus"},
    "assistant.cli": {"assistant", "corpus", "ui"},
    "ui": {"ui", "assistant", "corpus.passage"},
    "eval": {"eval", "assistant", "corpus"},
}
# The words of the domain are pure: no library but pydantic (and the standard one).
PURE = ("canvas", "edits", "apply", "history", "agenda", "reading", "record", "reply", "findings", "citations", "state")
# Each heavy library stays in one or two files.
HOMES = {
    "sqlalchemy": 4,
    "gradio": 1,
    "chromadb": 2,
    "langchain_chroma": 2,
    "langchain_core": 2,
    "langchain_text_splitters": 2,
    "sentence_transformers": 2,
    "torch": 2,
    "onnxruntime": 2,
    "pypdf": 1,
    "docx": 1,
    "pptx": 1,
    "bs4": 1,
    "markdownify": 1,
    "bm25s": 1,
    "Stemmer": 1,
}
# Where a heavy library, or the one wiring of the parts, is loaded late on purpose.
LATE = {"assistant/build.py"}
LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 300, 60, 6


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def allowed(module: str) -> set[str]:
    fitting = [prefix for prefix in MAY_KNOW if module == prefix or module.startswith(prefix + ".")]
    return MAY_KNOW[max(fitting, key=len)]


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_arrows_point_one_way(path: Path) -> None:
    module = name_of(path)
    for target, _ in imports(ast.parse(path.read_text())):
        if target.split(".")[0] in (*PACKAGES, "tests"):
            assert any(target == a or target.startswith(a + ".") for a in allowed(module)), f"{module} -> {target}"


def test_no_circle() -> None:
    known = {name_of(path) for path in modules()}
    arrows: dict[str, set[str]] = {}
    for path in modules():
        tree = ast.parse(path.read_text())
        top = [t for t, node in imports(tree) if node in tree.body]
        arrows[name_of(path)] = {t if t in known else t.rpartition(".")[0] for t in top} & known - {name_of(path)}
    done: set[str] = set()

    def walk(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " -> ".join((*trail[trail.index(module) :], module))
        if module not in done:
            for target in arrows[module]:
                walk(target, (*trail, module))
            done.add(module)

    for module in arrows:
        walk(module, ())


@pytest.mark.parametrize("library", HOMES)
def test_heavy_libraries_stay_at_home(library: str) -> None:
    homes = [
        name_of(path)
        for path in modules()
        if not name_of(path).startswith("eval.")
        and any(t == library or t.startswith(library + ".") for t, _ in imports(ast.parse(path.read_text())))
    ]
    assert 0 < len(homes) <= HOMES[library], homes


@pytest.mark.parametrize("word", PURE)
def test_words_of_the_domain_know_no_library_but_pydantic(word: str) -> None:
    tree = ast.parse((ROOT / "assistant" / f"{word}.py").read_text())
    foreign = {target.split(".")[0] for target, _ in imports(tree)} - set(sys.stdlib_module_names)
    assert foreign <= {"pydantic", "assistant", "corpus"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
            arguments = [a for a in (*node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")]
            assert len(arguments) <= MOST_PARAMETERS, node.name


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


def test_importing_any_module_does_nothing(tmp_path: Path) -> None:
    """No file is opened for writing, no socket made, nothing printed, no environment read from a file."""
    script = """
import importlib, sys
names = sys.argv[1:]
deeds = []
def watch(event, args):
    if event in ("socket.connect", "socket.bind", "subprocess.Popen", "os.mkdir", "os.remove", "os.rename"):
        deeds.append((event, args))
    mode = args[1] if event == "open" else None
    if isinstance(mode, str) and set(mode) & set("wax+") and "__pycache__" not in f"{args[0]}":
        deeds.append((event, args))
import chromadb, fastapi, gradio, langchain_chroma, onnxruntime, sqlalchemy, typer
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
assert not deeds, deeds
"""
    names = [name_of(path) for path in modules() if not path.name.startswith("__main__")]
    done = subprocess.run(
        [sys.executable, "-c", script, *names], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
