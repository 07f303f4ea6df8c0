"""The web chat: the conversation on the left, the live canvas on the right."""
