"""From what a message says to what is done about it: pure rules, no model."""
