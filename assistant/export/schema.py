"""The JSON Schema of the canvas, generated from the model."""

from __future__ import annotations

from typing import Any

from assistant.canvas import SCHEMA, Canvas


def canvas_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every exported canvas is valid against."""
    schema = Canvas.model_json_schema(by_alias=True)
    schema["properties"]["schema"]["const"] = SCHEMA
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Rapport canvas"} | {
        key: value for key, value in schema.items() if key != "title"
    }
