"""Model files: read, check, write and edit."""
