"""Pictures: the graph of a conflict, maps of what holds, what decides it, and what it costs."""
