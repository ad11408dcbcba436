"""Work in chunks, in processes or on a cluster, saved so that it can be resumed."""
