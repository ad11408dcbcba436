"""Mediation: what has to be put on the table, and on whom, to make a settlement hold."""
