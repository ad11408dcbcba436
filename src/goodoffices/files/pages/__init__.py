"""Pages that were saved, as texts: plain text, HTML, RSS and Atom. Nothing is fetched."""
