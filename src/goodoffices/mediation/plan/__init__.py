"""The search for the cheapest levers that make a settlement hold."""
