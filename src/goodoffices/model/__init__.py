"""The conflict as data: options, states, moves, payoffs."""
