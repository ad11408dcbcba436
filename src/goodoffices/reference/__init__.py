"""The definitions by brute force: what is computed is held against them, in tests and audits.

Imports NumPy and ``goodoffices.model``, and none of the engines that it checks.
"""
