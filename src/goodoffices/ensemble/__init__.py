"""Many models at once: what is uncertain is drawn, and answers are probabilities."""
