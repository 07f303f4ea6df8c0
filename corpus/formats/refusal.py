"""Why a document is not read."""


class Refusal(Exception):
    """Says what is the matter and what to do, as the rest of a sentence that begins with the path of the file."""
