"""The ledger on a database: SQLite in the data directory, or PostgreSQL."""

from assistant.store.ledger import Store

__all__ = ["Store"]
