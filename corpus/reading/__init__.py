"""Reading documents: a file becomes a text with a name and a hash, and the text falls into sections."""

from corpus.reading.document import Document, read
from corpus.reading.folder import HANDBOOK, files_in
from corpus.reading.kinds import SUFFIXES
from corpus.reading.limits import LARGEST, USUAL, Limits
from corpus.reading.section import Section, sections

__all__ = ["HANDBOOK", "LARGEST", "SUFFIXES", "USUAL", "Document", "Limits", "Section", "files_in", "read", "sections"]
