"""The command line: reads what is asked, asks the package, and prints the answer."""
