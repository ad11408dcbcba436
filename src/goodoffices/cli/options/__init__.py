"""What the commands share on their command lines."""
