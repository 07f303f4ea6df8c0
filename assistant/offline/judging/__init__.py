"""Judging: how likely a sentence answers a question, heard by a small network that was trained on our own questions."""
