"""Rapport: a chat coach for the Customer Relationships block of the Business Model Canvas."""

from assistant.coach import Coach
from assistant.settings import Settings

__all__ = ["Coach", "Settings"]
