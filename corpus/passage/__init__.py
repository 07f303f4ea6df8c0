"""Passages: stretches of documents that can be found and quoted, and the sentences that they are made of."""

from corpus.passage.passage import Passage

__all__ = ["Passage"]
