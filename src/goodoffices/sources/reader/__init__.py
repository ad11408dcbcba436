"""The reader: statements of a text, by word lists, clauses and the names of the parties."""
