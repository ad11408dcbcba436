"""Compile the loops for small, large and uncertain conflicts; Numba keeps the machine code."""

import goodoffices as go

WIDE = 8  # options of each of two: as many states as the loops for large conflicts begin with


def main() -> None:
    """Judge one conflict of each kind."""
    go.warm()
    payoffs = go.Payoffs(tuple(range(1 << 2 * WIDE)))
    options = {name: tuple(go.Option(f"{name}{k}") for k in range(WIDE)) for name in "PQ"}
    parties = tuple(go.DecisionMaker(name, payoffs, row) for name, row in options.items())
    go.analyze(go.Conflict("large", parties))
    go.robustness(go.sample(go.case("istanbul-2025"), 100))  # with moves that cannot be undone
    free = go.dumps(go.case("indus-waters-1960")).replace("effect: 2", "effect: {uniform: [0, 3]}")
    go.robustness(go.sample(go.loads(free), 4096))


if __name__ == "__main__":
    main()
