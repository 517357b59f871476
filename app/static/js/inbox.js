// The keys of the inbox: they work while the focus is inside the table, so that they disturb nobody elsewhere.

const rows = [...document.querySelectorAll("[data-row]")];
const table = rows[0]?.closest("[role=region]");

function move(step) {
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  n: () => document.activeElement.closest("[data-row]")?.querySelector("textarea")?.focus(),
  a: () => document.getElementById("approve")?.focus(),
};

table?.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("textarea, input, select");
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || !(event.key.toLowerCase() in keys)) return;
  event.preventDefault();
  keys[event.key.toLowerCase()]();
});
