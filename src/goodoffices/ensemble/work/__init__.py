"""Work in chunks: in this process, in others, or on a cluster, with one answer."""
