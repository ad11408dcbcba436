"""The order in which a settlement can be carried out."""
