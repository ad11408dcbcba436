"""Model files with errors: a ``§`` in front of every place that has to be named, then what is said.

Exactly the marked places are named, in this order.
"""

HEAD = "goodoffices: 1\ntitle: T\n"
ANN_AND_BOB = """\
goodoffices: 1
title: T
decision_makers:
  Ann:
    options: {go: , stay: Stay}
    preferences:
      prioritized: [stay, not Ann.go]
  Bob:
    options:
      go:
    preferences:
      ranking: [1, 2, 3, [4, 5, 6], 7, 8]
"""
GRAPH = """\
goodoffices: 1
title: T
states: [calm, war, peace]
decision_makers:
  Ann:
    moves: [[1, 2], [war, peace]]
    preferences: {ranking: [1, 2, 3]}
"""


def model(*changes: tuple[str, str], base: str = ANN_AND_BOB) -> str:
    for old, new in changes:
        assert base.count(old) == 1, old
        base = base.replace(old, new)
    return base


SPOILT = {
    # what the text as a whole is
    "an empty file": ("§", ["the file is empty"]),
    "comments only": ("§# nothing\n", ["the file is empty"]),
    "a list": ("§- a\n- b\n", ["the file holds a list"]),
    "a word": ("§hello", ["the file holds a single value"]),
    "a file of GMCR+": ('§{"options": [], "decisionMakers": []}', ["goodoffices import"]),
    "not YAML": (HEAD + "notes: [a, b\ndecision_makers§: {}\n", ["starts in line 3"]),
    "a colon too many": (HEAD + "notes: Elmira§: a case\n", ["needs quotes"]),
    "a tab": (HEAD + "notes:\n§\ta\n", ["indent with spaces"]),
    "an open quote": (HEAD + 'notes: "a\nb\n§', ["close the quotation mark"]),
    "a control character": (HEAD + "notes: a§\x07\n", ["remove the control character"]),
    "an escaped control character": (
        model(("title: T", 'title: §"a\\x1b"')),
        ["a control character, U+001B"],
    ),
    "half a surrogate pair": (model(("title: T", 'title: §"\\ud800"')), ["U+D800"]),
    "two documents": (ANN_AND_BOB + "§---\n" + ANN_AND_BOB, ["a second document"]),
    "a directive": ("§%YAML 1.1\n---\n" + ANN_AND_BOB, ["a YAML directive"]),
    "too deep": (HEAD + "notes: " + "[" * 19 + "§[\n", ["more than 20 lists or mappings"]),
    "deep as an abyss": ("[" * 20 + "§" + "[" * 50_000, ["more than 20 lists or mappings"]),
    # the version
    "no version": ("§" + model(("goodoffices: 1\n", "")), ["no version"]),
    "a newer version": (
        model(("goodoffices: 1", "goodoffices: §2"), ("title", "titel")),
        ["upgrade goodoffices"],
    ),
    "an older version": (model(("goodoffices: 1", "goodoffices: §0")), ["0 as goodoffices"]),
    "a version as text": (model(("goodoffices: 1", 'goodoffices: §"1"')), ['"1" as goodoffices']),
    "a version as a switch": (model(("goodoffices: 1", "goodoffices: §true")), ["true as"]),
    "no value for the version": (model(("goodoffices: 1", "goodoffices:§")), ["nothing as"]),
    # what nothing may hide
    "an anchor and its alias": (
        model(("Stay}", "§&a Stay}"), ("title: T", "title: §*a")),
        ["an alias '*a'", "an anchor '&a'"],
    ),
    "aliases that would explode": (
        HEAD + "sources: §&a [x]\ninfeasible: §&b [§*a, §*a]\ncoalitions: [§*b, §*b, §*b]\n"
        "decision_makers: §*b\n",
        ["an anchor", "an anchor", *["an alias"] * 6],
    ),
    "a merge key": (model(("go: ,", "§<<: {}, go: ,")), ["a merge key"]),
    "a tag": (model(("title: T", "title: §!!python/object:os.system echo")), ["!!python/object"]),
    "a key twice": (
        model(("title: T", "title: T\n§title: U"), ("stay: Stay", "stay: Stay, §stay: Go")),
        ["key 'title' is there twice", "key 'stay' is there twice"],
    ),
    "keys that are no text": (
        model(("go: ,", "go: , §true: x, §~: y, §1.5: z, §[a]: b,")),
        ['"true"', '"~"', '"1.5"', "as a key"],
    ),
    # keys and kinds of values
    "unknown keys": (
        model(("title", "§titel"), ("ranking", "§rankng"), ("stay: Stay", "stay: {§labl: Stay}"))
        + "§mood: calm\n§label: x\n",
        ["'title'", "'label'", "'ranking'", "unknown key 'mood'", "unknown key 'label'"],
    ),
    "a key in the wrong place": (
        model(("  Bob:", "    §infeasible: [stay]\n  Bob:")),
        ["move infeasible to the outermost level"],
    ),
    "no title and no decision makers": ("§§goodoffices: 1\n", ["no title", "no decision_makers"]),
    "a decision maker without preferences": (
        HEAD + "decision_makers:\n  §Ann:\n    options: {go: }\n",
        ["no preferences for Ann"],
    ),
    "kinds of values": (
        model(
            ("title: T", "title: §1976"),
            ("{go: ,", "{go: §5,"),
            ("[stay,", "[§5, §true, §~, §[a], §{b: c},"),
            ("1, 2, 3", "§1.5, §true, §0, 3"),
        )
        + "sources: §a book\nnotes: §[a]\ninfeasible: §go\nexactly_one: [§go]\ncoalitions:§\n",
        [
            'put it in quotes: "1976"',
            "the number 5 as go",
            'put it in quotes: "5"',
            "true in prioritized",
            "nothing in prioritized",
            "a list in prioritized",
            "': '",
            "the number 1.5 in ranking",
            "true in ranking",
            "the number 0 in ranking",
            "write a list: [a book]",
            "a list as notes",
            "write a list: [go]",
            "write a list of lists: exactly_one: [[go, …]]",
            "nothing as coalitions",
        ],
    ),
    "switches": (
        model(("stay: Stay", "stay: {reversible: §no, once_dropped: §1}")),
        ["write true or false", "the number 1 as once_dropped"],
    ),
    "a list for a mapping": (
        model(("{go: , stay: Stay}", "§[go, stay]")),
        ["write entries as name: value"],
    ),
    "numbers": (
        model(
            ("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "payoffs: [§.inf, §.nan, §1e999, §true, §x]")
        ),
        [
            "the number .inf",
            "the number .nan",
            "the number 1e999",
            "true in",
            "unknown quantity 'x'",
        ],
    ),
    "weights": (
        model(("prioritized: [stay, not Ann.go]", "weights: {stay: §-.inf, §stayy: 1, §5: 1}")),
        ["the number -.inf as stay", "unknown option 'stayy'", 'put it in quotes: "5"'],
    ),
    "preferences in two forms": (
        model(("    preferences:\n      r", "    preferences:\n      payoffs: [1]\n      §r")),
        ["preferences of 'Bob' in 2 forms: payoffs, ranking"],
    ),
    "preferences in no form": (
        model(
            ("preferences:\n      prioritized: [stay, not Ann.go]", "preferences: §{}"),
            ("preferences:\n      ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "preferences: §[1, 2]"),
        ),
        ["no preferences of 'Ann'", "name the form"],
    ),
    "text that YAML takes for something else": (
        ANN_AND_BOB + "status_quo: §true\n",
        ['put it in quotes: "true"'],
    ),
    "published results": (
        ANN_AND_BOB + "published:\n  equilibria: {§nsh: [1], nash: [§x], gmr: §[1, 9]}\n"
        "  stable_for: {§Cid: {}}\n  coalition_improvements: [§{coalition: [Ann]}, {coalition: "
        "[Ann, §Dan], moves: {1: §[2, 9], 9: §[1], §x: [1]}}]\n",
        [
            "did you mean 'nash'?",
            "the text 'x' in nash",
            "there is no state 9",
            "unknown decision maker 'Cid'",
            "no moves in coalition_improvements",
            "unknown decision maker 'Dan'",
            "there is no state 9",
            "there is no state 9",
            "the key x",
        ],
    ),
    # what the parts mean together
    "statements": (
        model(
            ("[stay,", "[stay or §sty, \"stay and §)\", 'not (stay§', §go,"),
        )
        + "infeasible:\n  - stay and §or\n  - §>\n    stay and nothing\n",
        [
            "did you mean 'stay'?",
            "')' is not expected here",
            "ends too early",
            "write Ann.go or Bob.go",
            "'or' is not expected here",
            "unknown option 'nothing'",
        ],
    ),
    "rankings": (
        model(("1, 2, 3, [4, 5, 6], 7, 8", "1, §1, 3, [4, §9, NNY], §NY, §calm"), ("[1", "§[1")),
        [
            "the ranking leaves out 2, 6, 7, 8",
            "state 1 is ranked twice",
            "there is no state 9",
            "'NY' is no state",
            "'calm' is no state",
        ],
    ),
    "payoffs": (
        model(("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "payoffs: {1: 2, §9: 1, §YN: 3, §NNN: 1}")),
        ["there is no state 9", "'YN' is no state", "state 1 has two payoffs, 2 and 1"],
    ),
    "the status quo": (ANN_AND_BOB + "status_quo: §stay\n", ["holds in 4 states"]),
    "a status quo over something else": (
        ANN_AND_BOB + "status_quo: Ann.go and §stayed\n",
        ["did you mean 'stay'?"],
    ),
    "names": (
        model(
            ("  Ann:", "  §Ann & Co:"),
            ("stay: Stay", "§not: Stay, §1st: x, §5: y, stay: Stay"),
            ("ranking: [1, 2, 3, [4, 5, 6], 7, 8]", "weights: {stay: 1}"),
        )
        + "coalitions: [[Bob, Ann & Co], [§Bbo, Bob]]\n",
        [
            "decision maker name 'Ann & Co'",
            "a word of the statement language",
            "option name '1st'",
            "the key 5",
            "did you mean 'Bob'?",
        ],
    ),
    "who cannot move": (
        ANN_AND_BOB + "no_move: [{by: §Cid, from: §nobody, to: stay and§ }, §§{from: stay}]\n",
        [
            "unknown decision maker 'Cid'",
            "unknown option 'nobody'",
            "ends too early",
            "no by in",
            "no to in",
        ],
    ),
    "an option for good": (
        model(("stay: Stay", "stay: §{reversible: false, once_dropped: true}")),
        ["neither taken nor dropped"],
    ),
    "an option both ways": (
        model(("stay: Stay", "stay: §{reversible: true, once_dropped: true}")),
        ["'stay' is both reversible and dropped for good"],
    ),
    "no feasible state": (
        ANN_AND_BOB + "infeasible: [stay, §not stay]\n",
        ["no feasible state: Ann can do nothing under infeasible: stay; infeasible: not stay"],
    ),
    "a graph": (
        model(
            ("[1, 2]", "[1, 2], §[1, 4], §[war, wra], §[2, 2], §[1, 2, 3], §5"),
            ("[1, 2, 3]}", "§[1, 2]}"),
            base=GRAPH,
        )
        + "  Bob:\n    options: §{go: }\n    preferences: {prioritized: §[go]}\n"
        "status_quo: §somewhere\n§infeasible: [go]\n",
        [
            "there is no state 4",
            "there is no state 'wra'",
            "to itself",
            "a move of 3 states",
            "the number 5 in moves",
            "leaves out 3",
            "options beside listed states",
            "statements in a conflict written as a graph",
            "no state 'somewhere'",
            "infeasible in a conflict written as a graph",
        ],
    ),
    "labels that are numbers": (
        model(("[calm,", "[§1975,"), base=GRAPH) + "status_quo: §1975\n",
        ['put it in quotes: "1975"', 'needs quotes: "1975"'],
    ),
    "too many states": (
        model(("[calm, war, peace]", "§1000000000"), base=GRAPH),
        ["at most 100,000"],
    ),
}
