"""Figures about Rapport: how well it reads, how fast it is."""
