"""The accessibility rules of axe-core over the page that a browser shows."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
COLORS = ("color-contrast", "link-in-text-block")
"""The rules that ask how something looks; a page in dark differs in nothing else."""
LAYOUT = ("scrollable-region-focusable", "target-size", *COLORS)
"""The rules that ask where something stands; two widths of a telephone differ in nothing else."""
ALL = {"type": "tag", "values": list(TAGS)}
OF_COLORS = {"type": "rule", "values": list(COLORS)}
OF_LAYOUT = {"type": "rule", "values": list(LAYOUT)}
SHOWN_NODES = 3
RUN = r"""
async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations']});
  const place = (node) => `${node.target.join(' ')}  ${node.html.replace(/\s+/g, ' ').slice(0, 120)}`;
  return found.violations.map((rule) => [rule.id, rule.help, rule.nodes.map(place)]);
}
"""


def bring_axe(page: Page) -> None:
    """Put the rules into a page; once after each load."""
    page.evaluate(AXE_SCRIPT)


def violations(page: Page, only: dict[str, object]) -> list[str]:
    """What the page as it stands breaks, one line a rule with some of the places."""
    found: list[tuple[str, str, list[str]]] = page.evaluate(RUN, only)
    return [
        f"{rule} ({len(nodes)}): {words}" + "".join(f"\n      {node}" for node in nodes[:SHOWN_NODES])
        for rule, words, nodes in found
    ]
