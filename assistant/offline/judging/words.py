"""A judge by words alone: for tests and for whoever goes without the network."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.offline.inquiry import inquiry


class ByWords:
    """Takes a sentence for an answer the more of the question's words it shares, heading included."""

    def judge(self, question: str, sentences: Sequence[tuple[str, str]]) -> list[float]:
        """Return the share of the question's words that each (heading, sentence) holds, at most 1."""
        wanted = inquiry(question)
        return [min(1.0, wanted.nearness(f"{title}\n{sentence}")) for title, sentence in sentences]
