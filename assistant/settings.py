"""The settings: read once, at the door, and passed on as one frozen value."""

from __future__ import annotations

from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Self

from platformdirs import user_data_dir
from pydantic import Field, ModelWrapValidatorHandler, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from assistant.errors import SettingsInvalid

PREFIX = "RAPPORT_"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_UNSPOKEN = ("auth", "chat_api_key", "database_url")  # may hold a password: never repeated in a message


def _home() -> Path:
    return Path(user_data_dir("rapport"))


class Settings(BaseSettings):
    """Everything that can be set, from keywords, `RAPPORT_*` variables or `.env`, in that order.

    Raises `SettingsInvalid` with one sentence for a value that cannot be used or a name that does not exist.
    """

    data_dir: Path = Field(
        default_factory=_home,
        description="Folder for the canvases and the index; made when it is missing",
        json_schema_extra={"shown": "the user's data folder"},
    )
    corpus_dir: Path | None = Field(
        default=None,
        description="Folder of documents to answer from",
        json_schema_extra={"shown": "the handbook that comes along"},
    )
    database_url: str | None = Field(
        default=None,
        repr=False,
        description="Where the canvases are kept: the path of an SQLite file, or `postgresql://…`",
        json_schema_extra={"shown": "SQLite in `data_dir`"},
    )
    chroma_url: str | None = Field(
        default=None, description="Must stay empty: the index is embedded, a Chroma server is not supported"
    )
    embedding_model: str | None = Field(
        default=None,
        description="Name or folder of a sentence-transformers model",
        json_schema_extra={"shown": "all-MiniLM-L6-v2, which comes along"},
    )
    chat_model: str | None = Field(default=None, description="Kept for later: this version talks without a model")
    chat_base_url: str | None = Field(default=None, description="Kept for later, as `chat_model`")
    chat_api_key: SecretStr | None = Field(default=None, description="Kept for later, as `chat_model`")
    host: Annotated[str, Field(min_length=1)] = Field(
        default="127.0.0.1", description="Address that `rapport serve` listens on"
    )
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=7860, description="Port that `rapport serve` listens on; 0 takes a free one"
    )
    auth: SecretStr | None = Field(
        default=None, description="`user:password`, asked for by the web chat and by REST alike"
    )
    allow_anonymous: bool = Field(
        default=False, description="Serve other computers without `auth`, where something else guards the way"
    )
    max_import_bytes: Annotated[int, Field(ge=1_000, le=100_000_000)] = Field(
        default=5_000_000, description="Largest file to import and largest request body"
    )
    max_document_bytes: Annotated[int, Field(ge=1_000, le=1_000_000_000)] = Field(
        default=20_000_000, description="Largest document to add to a canvas or to the index"
    )
    document_seconds: Annotated[int, Field(ge=1, le=3_600)] = Field(
        default=20, description="Most computing time to read one document; by the clock, half as much again"
    )
    document_memory_mb: Annotated[int, Field(ge=100, le=100_000)] = Field(
        default=600, description="Most memory to read one document, in megabytes"
    )
    debug: bool = Field(default=False, description="Show the traceback of an unexpected error")

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        dotenv_filtering="match_prefix",
        validate_default=False,
    )

    @property
    def store_url(self) -> str:
        """Where the canvases are kept: `database_url`, or a file in `data_dir`."""
        return self.database_url or str(self.data_dir / "rapport.db")

    @property
    def index_dir(self) -> Path:
        """The folder of the index; another corpus has another one, so that answers never mix."""
        if self.corpus_dir is None:
            return self.data_dir / "index"
        return self.data_dir / f"index-{sha256(str(self.corpus_dir).encode()).hexdigest()[:12]}"

    @property
    def documents_dir(self) -> Path:
        """The folder of the documents that users add, one folder for each canvas."""
        return self.data_dir / "documents"

    @property
    def credentials(self) -> tuple[str, str] | None:
        """The user and the password of `auth`, or None where nobody is asked."""
        if self.auth is None:
            return None
        user, _, password = self.auth.get_secret_value().partition(":")
        return user, password

    def check_door(self) -> None:
        """Raise `SettingsInvalid` where serving would let other computers in without a password."""
        if self.host in LOOPBACK or self.auth is not None or self.allow_anonymous:
            return
        raise SettingsInvalid(
            f"Serving on {self.host} would let other computers in: set RAPPORT_AUTH to user:password, or "
            "RAPPORT_ALLOW_ANONYMOUS=true where something else guards the way."
        )

    @field_validator("data_dir", "corpus_dir")
    @classmethod
    def _at_home(cls, folder: Path | None) -> Path | None:
        return folder and folder.expanduser().resolve()

    @field_validator("chroma_url")
    @classmethod
    def _no_chroma_server(cls, url: str | None) -> str | None:
        if url is not None:
            raise SettingsInvalid(
                "RAPPORT_CHROMA_URL is set, but a Chroma server is not supported while CVE-2026-45829 has no fix; "
                "remove the setting and the embedded index is used."
            )
        return url

    @field_validator("chat_model", "chat_base_url", "chat_api_key")
    @classmethod
    def _no_chat_model(cls, value: str | SecretStr | None) -> str | SecretStr | None:
        if value is not None:
            raise SettingsInvalid(
                "A chat model is set (RAPPORT_CHAT_MODEL, RAPPORT_CHAT_BASE_URL or RAPPORT_CHAT_API_KEY), "
                "but this version talks without one; remove the setting."
            )
        return value

    @field_validator("auth")
    @classmethod
    def _is_pair(cls, auth: SecretStr | None) -> SecretStr | None:
        if auth is not None and not all(auth.get_secret_value().partition(":")):
            raise ValueError("it must be user:password, both at least one character")
        return auth

    @model_validator(mode="wrap")
    @classmethod
    def _in_one_sentence(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as wrong:
            raise SettingsInvalid(_sentence(wrong)) from None


def _sentence(wrong: ValidationError) -> str:
    first = wrong.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0])
    variable = f"{PREFIX}{name.upper()}"
    if first["type"] == "extra_forbidden":
        near = get_close_matches(name, Settings.model_fields, n=1)
        hint = f"did you mean {near[0]}?" if near else "the README lists the settings."
        return f"There is no setting {name} ({variable}); {hint}"
    held = "" if name in _UNSPOKEN else f" to {str(first['input'])[:60]!r}"
    reason = first["msg"].removeprefix("Value error, ")
    return f"The setting {name} ({variable}) cannot be set{held}: {reason[0].lower()}{reason[1:]}."


def load_settings(**given: Any) -> Settings:
    """Read the settings from the environment and `.env`; `given` ones that are not None win.

    Raises `SettingsInvalid` with one sentence, for an unreadable `.env` too.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except (SettingsError, OSError, UnicodeDecodeError) as wrong:
        raise SettingsInvalid(f"The file .env cannot be read ({wrong}); mend it or remove it.") from wrong


def table() -> str:
    """Return the settings as a Markdown table, one row per variable."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        shown = extra.get("shown") if isinstance(extra, dict) else None
        default = "" if field.default is None else f"`{str(field.default).lower()}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown or default} | {field.description} |")
    return "\n".join(rows) + "\n"
