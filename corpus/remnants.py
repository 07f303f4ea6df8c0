"""Remnants: what a vector index leaves on the disk of the memory that it was given, which may hold anybody's words."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

# The graph's file has room for more vectors than there are. The library writes that room as it finds it in memory, each
# time that it opens an index whose vectors still wait in its log.
_VECTORS, _HEADER = "data_level0.bin", "header.bin"
# The header: a version, where the links begin, for how many vectors there is room, how many there are, and the bytes of
# each.
_FIELDS = struct.Struct("<i4Q")
_VERSION = 1


def wipe(folder: Path) -> None:
    """Overwrite with zeros the room for vectors that are not there, in each graph below a folder.

    A file of another version or size than is known is left as it is.
    """
    for vectors in folder.glob(f"*/{_VECTORS}"):
        # Another process may be taking the folder away; then nothing is left there to clear.
        with contextlib.suppress(OSError):
            _wipe(vectors, vectors.with_name(_HEADER).read_bytes())


def _wipe(vectors: Path, header: bytes) -> None:
    if len(header) < _FIELDS.size:
        return
    version, _, most, count, size = _FIELDS.unpack_from(header)
    held, whole = count * size, most * size
    if version != _VERSION or vectors.stat().st_size != whole or held >= whole:
        return
    with vectors.open("r+b") as file:
        file.seek(held)
        if any(file.read()):
            file.seek(held)
            file.write(bytes(whole - held))
