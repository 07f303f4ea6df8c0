"""Exports: a canvas as a file that others can read."""

from assistant.export.document import FORMATS, Export, Format, export
from assistant.export.schema import canvas_schema

__all__ = ["FORMATS", "Export", "Format", "canvas_schema", "export"]
