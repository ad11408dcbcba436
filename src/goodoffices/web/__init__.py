"""The workbench: the package in a browser, served on this machine only."""
