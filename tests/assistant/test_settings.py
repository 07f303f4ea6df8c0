"""Settings come from keywords, the environment and .env, or are refused in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.errors import SettingsInvalid
from assistant.settings import Settings, load_settings, table

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in an empty folder, without the settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("RAPPORT_")]:
        monkeypatch.delenv(name)
    yield tmp_path


def test_without_anything_set_rapport_stays_on_this_computer() -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.auth) == ("127.0.0.1", 7860, None)
    assert settings.data_dir.name == "rapport"
    assert settings.data_dir.is_absolute()


def test_a_keyword_beats_the_environment_which_beats_the_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / ".env").write_text("RAPPORT_PORT=1\nRAPPORT_HOST=localhost\nRAPPORT_EMBEDDING_MODEL=small\n")
    monkeypatch.setenv("RAPPORT_PORT", "2")
    monkeypatch.setenv("RAPPORT_HOST", "::1")
    settings = Settings(port=3)
    assert (settings.port, settings.host, settings.embedding_model) == (3, "::1", "small")


def test_other_programs_lines_in_the_file_do_not_matter(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("DATABASE_PASSWORD=x\nPORT=80\nRAPPORT_PORT=81\n")
    assert Settings().port == 81


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_AUTH", "")
    monkeypatch.setenv("RAPPORT_CHAT_MODEL", "")
    assert Settings().auth is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"port": "front"},
            "The setting port (RAPPORT_PORT) cannot be set to 'front': input should be",
        ),
        ({"port": 70_000}, "less than or equal to 65535"),
        ({"prot": 1}, "There is no setting prot (RAPPORT_PROT); did you mean port?"),
        ({"colour": "red"}, "There is no setting colour (RAPPORT_COLOUR); the README lists the settings."),
        ({"auth": "secret"}, "The setting auth (RAPPORT_AUTH) cannot be set: it must be user:password"),
        ({"auth": "ada:"}, "it must be user:password"),
        ({"chroma_url": "http://localhost:8000"}, "CVE-2026-45829 has no fix; remove the setting"),
        ({"chat_model": "some-model"}, "this version talks without one; remove the setting."),
        ({"chat_base_url": "http://localhost"}, "this version talks without one"),
        ({"chat_api_key": "key"}, "this version talks without one"),
        ({"host": ""}, "The setting host (RAPPORT_HOST)"),
        ({"max_import_bytes": 0}, "(RAPPORT_MAX_IMPORT_BYTES) cannot be set to '0'"),
    ],
)
def test_what_cannot_be_set_is_refused_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(SettingsInvalid) as refused:
        load_settings(**given)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_misspelt_line_in_the_file_is_named(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("RAPPORT_DATADIR=/somewhere\n")
    with pytest.raises(SettingsInvalid, match=r"RAPPORT_DATADIR.*did you mean data_dir"):
        Settings()


def test_a_file_that_is_no_text_is_named(elsewhere: Path) -> None:
    (elsewhere / ".env").write_bytes("RAPPORT_PORT=1".encode("utf-16"))
    with pytest.raises(SettingsInvalid, match=r"\.env cannot be read"):
        load_settings()


@pytest.mark.parametrize("given", [{"auth": "hunter2"}, {"database_url": ["hunter2"]}, {"chat_api_key": "hunter2"}])
def test_a_refused_secret_is_not_repeated(given: dict[str, object]) -> None:
    with pytest.raises(SettingsInvalid) as refused:
        load_settings(**given)
    assert "hunter2" not in str(refused.value)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = Settings(auth="ada:hunter2", database_url="postgresql+psycopg://ada:hunter3@localhost/x")
    assert "hunter" not in repr(settings)
    assert settings.credentials == ("ada", "hunter2")


def test_a_password_may_hold_a_colon() -> None:
    assert Settings(auth="ada:a:b").credentials == ("ada", "a:b")


def test_settings_never_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


def test_the_home_sign_means_the_home_folder() -> None:
    assert Settings(data_dir=Path("~/canvases")).data_dir == Path.home() / "canvases"


def test_the_canvases_and_the_index_lie_in_the_data_folder(elsewhere: Path) -> None:
    settings = Settings(data_dir=elsewhere)
    assert settings.store_url == str(elsewhere / "rapport.db")
    assert settings.index_dir == elsewhere / "index"
    assert Settings(database_url="postgresql://localhost/x").store_url == "postgresql://localhost/x"


def test_each_corpus_has_an_index_of_its_own(elsewhere: Path) -> None:
    folders = [Settings(data_dir=elsewhere, corpus_dir=corpus).index_dir for corpus in (None, "a", "b")]
    assert len(set(folders)) == 3
    assert Settings(data_dir=elsewhere, corpus_dir=elsewhere / "a").index_dir == folders[1]


@pytest.mark.parametrize(
    "given",
    [
        {"host": "127.0.0.1"},
        {"host": "localhost"},
        {"host": "0.0.0.0", "auth": "ada:x"},
        {"host": "0.0.0.0", "allow_anonymous": True},
    ],
)
def test_the_door_may_open_where_only_known_people_can_come(given: dict[str, object]) -> None:
    load_settings(**given).check_door()


def test_the_door_stays_shut_for_strangers() -> None:
    with pytest.raises(SettingsInvalid, match=r"0\.0\.0\.0 would let other computers in: set RAPPORT_AUTH"):
        Settings(host="0.0.0.0").check_door()


def test_importing_the_settings_reads_nothing(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("RAPPORT_PORT=front\n")
    command = [sys.executable, "-c", "import assistant.settings"]
    ran = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_readme_holds_the_table_of_settings() -> None:
    assert table() in (ROOT / "README.md").read_text(encoding="utf-8")
