"""Pages and the statements read from them. Texts are data here; files are read elsewhere."""
