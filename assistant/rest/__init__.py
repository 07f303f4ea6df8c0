"""REST: the coach over HTTP."""

from assistant.rest.app import create_app

__all__ = ["create_app"]
