"""Whether whoever uses the keyboard alone sees where she is."""

from __future__ import annotations

from playwright.sync_api import Page

UNSEEN = """() => {
  const element = document.activeElement;
  if (element === document.body) return "";
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const isMarked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const isUncovered = [...element.getClientRects()].some((box) => {
    const across = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const down = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const hit = document.elementFromPoint(across, down);
    return element.contains(hit) || [...(element.labels ?? [])].some((label) => label.contains(hit));
  });
  return isMarked && isUncovered ? "" : `${isMarked ? "covered" : "unmarked"}: ${element.outerHTML.slice(0, 200)}`;
}"""


def see_focus(page: Page) -> None:
    """The element that has the focus has a mark around it (WCAG 2.4.7) and nothing lies over all of it (2.4.11)."""
    unseen = page.evaluate(UNSEEN)
    assert not unseen, f"{page.url}: {unseen}"
