"""The page at /docs: what the API offers, in HTML that needs no script and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

Json = Mapping[str, Any]
Row = tuple[str, str, str, str]

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1d2327}"
    "code{background:#f1f0ec;padding:.1em .3em;border-radius:3px}section{border-top:1px solid #ddd;padding:.5rem 0}"
    "h2{font-size:1.05rem;font-family:ui-monospace,monospace;overflow-wrap:anywhere}table{border-collapse:collapse}"
    "td,th{text-align:left;vertical-align:top;padding:.15rem .8rem .15rem 0}"
)


def docs_page(openapi: Json) -> str:
    """Return the documentation of an OpenAPI description as one HTML page."""
    info = openapi["info"]
    operations = [
        "".join(_operation(openapi, path, method, operation))
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])} API</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(info['title'])} API</h1><p>{escape(info.get('summary', ''))}</p>"
        '<p>The same as OpenAPI: <a href="/openapi.json">/openapi.json</a>. '
        'Every error is <code>{"error": "one sentence"}</code>.</p>'
        f"{''.join(operations)}</body></html>"
    )


def _operation(openapi: Json, path: str, method: str, operation: Json) -> Iterator[str]:
    yield f"<section><h2>{escape(method.upper())} {escape(path)}</h2><p>{escape(operation.get('description', ''))}</p>"
    rows = list(_parameters(openapi, operation)) + list(_body(openapi, operation))
    if rows:
        cells = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        yield f"<table><tr><th>name</th><th>in</th><th>type</th><th></th></tr>{''.join(cells)}</table>"
    answers = (_answer(openapi, status, response) for status, response in operation["responses"].items())
    yield f"<p>Answers: {', '.join(answers)}</p></section>"


def _parameters(openapi: Json, operation: Json) -> Iterator[Row]:
    for each in operation.get("parameters", ()):
        note = _note(each["required"], each.get("description", ""))
        yield _row(each["name"], each["in"], _type(openapi, each["schema"]), note)


def _body(openapi: Json, operation: Json) -> Iterator[Row]:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = _resolved(openapi, content["schema"])
        for name, field in schema.get("properties", {}).items():
            note = _note(name in schema.get("required", ()), field.get("description", ""))
            yield _row(name, "body", _type(openapi, field), note)
        if "properties" not in schema:
            yield _row("", "body", _type(openapi, schema), "")


def _row(name: str, place: str, kind: str, note: str) -> Row:
    return f"<code>{escape(name)}</code>" if name else "", escape(place), escape(kind), escape(note)


def _note(required: bool, description: str) -> str:
    return "; ".join(part for part in ("" if required else "optional", description) if part)


def _answer(openapi: Json, status: str, response: Json) -> str:
    contents = list(response.get("content", {}).values())
    schema = contents[0].get("schema") if contents else None
    return f"<code>{escape(status)}</code>" + (f" {escape(_type(openapi, schema))}" if schema else "")


def _type(openapi: Json, schema: Json) -> str:
    if "anyOf" in schema:
        return " or ".join(_type(openapi, each) for each in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema.get("type") == "array":
        return f"list of {_type(openapi, schema.get('items', {}))}"
    return str(schema.get("type", "any"))


def _resolved(openapi: Json, schema: Json) -> Json:
    """Follow a reference, or the first of several alternatives."""
    schema = schema.get("anyOf", [schema])[0]
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Json = openapi["components"]["schemas"][name] if name else schema
    return found
