"""The handbook's sentence for a quiz question, quoted from the index."""

from __future__ import annotations

from assistant.citations import verified
from assistant.ports import Library
from assistant.quiz.question import questions
from assistant.reply import Answer

# The passage that holds the sentence is among the first ones for it.
LOOKED_UP = 5


def quoted(question_id: str | None, library: Library) -> Answer | None:
    """Return the quoted sentence with its citation; None where there is no question or no passage holds its quote."""
    question = questions().get(question_id or "")
    if question is None:
        return None
    found = library.search(f"{question.section}\n{question.quote}", LOOKED_UP)
    for passage in sorted(found, key=lambda each: each.document != question.passage):
        citation = verified(question.quote, passage)
        if citation:
            flat = citation.quote.replace("\n", " ")
            return Answer(text=f"“{flat}” [1]", citations=[citation], passages=[passage])
    return None
