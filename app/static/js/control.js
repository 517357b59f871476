// A cell opens its page beside the board, from the same address; without this script the link goes there.

const TABLE = ".control-matrix";
let opener = null;

/** The dialog at the right edge, made when the first cell is opened. */
function sidePanel() {
  const known = document.querySelector("dialog.side-panel");
  if (known) return known;
  const made = document.createElement("dialog");
  made.className = "side-panel";
  made.addEventListener("close", () => opener?.focus());
  made.addEventListener("click", (event) => {
    if (event.target === made || event.target.closest("[data-close]")) made.close();
  });
  document.body.append(made);
  return made;
}

/** What the page at an address shows of the unit, or null when it is another page (a log-in, an error). */
async function panelAt(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return answer.ok ? page.querySelector("[data-panel]") : null;
}

async function openPanel(event) {
  const link = event.target.closest("a[data-panel-link]");
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!link || !isPlain) return;
  event.preventDefault();
  const panel = await panelAt(link.href).catch(() => null);
  if (!panel) {
    location.assign(link.href);
    return;
  }
  opener = link;
  const dialog = sidePanel();
  dialog.setAttribute("aria-label", panel.dataset.panel);
  dialog.replaceChildren(panel);
  dialog.showModal();
}

document.querySelector(TABLE)?.addEventListener("click", openPanel);
