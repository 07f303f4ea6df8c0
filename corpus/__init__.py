"""Rapport's sources: documents, passages and the index that finds them."""
