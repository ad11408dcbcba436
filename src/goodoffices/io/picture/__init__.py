"""The integrated graph of a conflict: its states, who can move where, what is an equilibrium."""
