"""A second opinion: what the brief says, held against brute force."""
