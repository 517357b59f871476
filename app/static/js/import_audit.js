// While the audit of a workbook is at work, asks for its findings again and puts them in their place.

const PAUSE = 2500;

/** The section of the page at `address`, or nothing where there is none. */
async function sectionAt(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("#audit");
}

/** Waits until the findings are there; a page that does not answer is asked again. */
async function wait() {
  const section = document.querySelector("#audit[data-waits]");
  if (!section) return;
  const found = await sectionAt(section.dataset.waits).catch(() => section);
  if (!found) return;
  if (!found.dataset.waits) {
    // The words go into the status that is there already, so that a screen reader tells them.
    section.querySelector("[role=status]").textContent = found.querySelector("[role=status]").textContent;
    section.replaceWith(found);
    return;
  }
  setTimeout(wait, PAUSE);
}

setTimeout(wait, PAUSE / 5);
