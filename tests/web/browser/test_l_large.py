"""A conflict of a million states is looked through without strain."""

import re

from playwright.sync_api import Page, expect


def large(options: int) -> bytes:
    lines = ["goodoffices: 1", "title: A million states", "decision_makers:"]
    for who in "ABCD":
        names = [f"{who.lower()}{k}" for k in range(options)]
        lines += [
            f"  {who}:",
            f"    options: {{{', '.join(f'{name}: Option {name}' for name in names)}}}",
            f"    preferences: {{prioritized: [{', '.join(names)}]}}",
        ]
    return "\n".join([*lines, "status_quo: 1"]).encode()


def test_a_million_states(page: Page) -> None:
    page.get_by_label("Choose a file").set_input_files(
        {"name": "large.yaml", "mimeType": "text/yaml", "buffer": large(5)}
    )
    grid = page.get_by_role("grid", name="States")
    grid.wait_for()
    expect(grid).to_have_attribute("aria-rowcount", "1048578", timeout=120_000)
    expect(page.get_by_role("region", name="Summary")).to_contain_text(
        "of 1,048,576 states hold under SEQ", timeout=120_000
    )
    first = page.get_by_role("row", name=re.compile(r"^1\*?\s"))
    first.focus()
    page.keyboard.press("End")
    chosen = page.get_by_role("row", selected=True)
    expect(chosen).to_contain_text("1048576", timeout=60_000)
    expect(grid.get_by_role("row").nth(119)).not_to_be_attached()
    page.get_by_label("Only states that hold").check()
    expect(page.get_by_text(re.compile(r"^1 of 1,048,576 shown$"))).to_be_visible(timeout=60_000)
    inspector = page.get_by_role("complementary", name="Inspector")
    expect(inspector.get_by_role("region", name="Explanation")).to_contain_text("under SEQ")
