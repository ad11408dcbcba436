"""From the confirmed rows of a notebook to the parts of a model, and questions for the rest."""
