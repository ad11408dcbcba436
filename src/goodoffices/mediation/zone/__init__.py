"""The zone of possible agreement, and what rules of choice choose in it."""
