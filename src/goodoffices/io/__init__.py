"""Files in and out: models, tables, reports and pictures."""
