"""What would have to be wanted for a state to hold: conditions, counts, the least change."""
