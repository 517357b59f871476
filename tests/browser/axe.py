"""The accessibility rules of axe-core over the page that a browser shows."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
COLORS = ("color-contrast", "link-in-text-block")
"""The rules that ask how something looks; a page in dark differs in nothing else."""
ALL = {"type": "tag", "values": list(TAGS)}
OF_COLORS = {"type": "rule", "values": list(COLORS)}
SHOWN_NODES = 3
RUN = """
async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations']});
  return found.violations.map((rule) => [
    rule.id, rule.help, rule.nodes.map((node) => node.target.join(' ') + '  ' + node.html.slice(0, 120))
  ]);
}
"""


def bring_axe(page: Page) -> None:
    """Put the rules into a page; once after each load."""
    page.evaluate(AXE_SCRIPT)


def violations(page: Page, only: dict[str, object] | None = None) -> list[str]:
    """What the page as it stands breaks, one line a rule with some of the places."""
    found: list[tuple[str, str, list[str]]] = page.evaluate(RUN, only or ALL)
    return [
        f"{rule} ({len(nodes)}): {words}" + "".join(f"\n      {node}" for node in nodes[:SHOWN_NODES])
        for rule, words, nodes in found
    ]
