"""A Reader and a Writer that need no model, no key and no network."""
