"""What holds whatever is not known of preferences, and what can."""
