"""Commands drawn at random on models changed at random: ``scripts/fuzz SECONDS [SEED]``."""
