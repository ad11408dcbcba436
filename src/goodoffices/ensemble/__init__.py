"""Ensembles: the same question asked of many conflicts that might be the true one."""
