"""The brief: everything that the analyses find, as one page that a mediator can read and send."""
