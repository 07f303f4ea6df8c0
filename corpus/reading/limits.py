"""How much of the machine one document may take."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

# Ten megabytes of text are some five thousand pages; a larger file is far more likely a log or a dump than a document.
LARGEST = 10_000_000


class Limits(BaseModel):
    """What reading one document may cost; all but the two sizes hold in the process that reads it."""

    model_config = ConfigDict(frozen=True)

    file_bytes: int = Field(default=50_000_000, gt=0, description="Largest file that is not text already, in bytes")
    text_bytes: int = Field(default=LARGEST, gt=0, description="Most text that a document may give, in bytes of UTF-8")
    cpu_seconds: int = Field(default=20, gt=0, description="Most computing time, in seconds")
    wall_seconds: float = Field(default=30.0, gt=0, description="Longest wait by the clock, in seconds")
    memory_bytes: int = Field(default=600_000_000, gt=0, description="Most address space, in bytes")


USUAL = Limits()
