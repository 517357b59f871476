// What the frame adds where scripts run: menus that close, a theme that changes at once, Ctrl+K.

const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", dark: "screen", light: "not all" };

const MENUS = "details.who, details.drop";

/** Close the open menus, but not `except`. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll(MENUS)) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest(MENUS)));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.querySelector("details.who[open], details.drop[open]");
    closeMenus();
    open?.querySelector("summary").focus();
  }
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    openSearch();
  }
});

/** The field of the header, or the page of the search where the window has no room for it. */
function openSearch() {
  const fields = [...document.querySelectorAll("input[name=q]")];
  const visible = fields.find((field) => field.offsetParent !== null);
  if (visible) visible.select();
  else document.querySelector("a.search-link")?.click();
}

/** Shows the theme at once and tells the server, which remembers it. */
async function chooseTheme(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const theme = event.submitter.value;
  document.querySelector("#dark-theme").media = MEDIA[theme];
  for (const button of form.elements) {
    if (button.name === "theme") button.setAttribute("aria-pressed", String(button.value === theme));
  }
  const body = new URLSearchParams(new FormData(form, event.submitter));
  await fetch(form.action, { method: "POST", body, redirect: "manual" });
}

for (const form of document.querySelectorAll("form.themes-switch")) {
  form.addEventListener("submit", chooseTheme);
}

/** Whoever signs out leaves nothing behind in this browser of what was typed and not saved. */
document.addEventListener("submit", (event) => {
  if (!event.target.action.endsWith("/logout/")) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("rumbo:draft:")) localStorage.removeItem(key);
  }
});
