// « Mi mes » where scripts run. Without them the same page is one form with one button that saves it.

import { Drafts, Tabs } from "./drafts.js";
import { History, listenToKeys, listenToPaste } from "./hands.js";
import { Door, Saver } from "./saver.js";
import { rowsOf } from "./sheet.js";
import { Filters, Panel } from "./view.js";

const POLL = 10_000;

function start(form) {
  const rows = rowsOf(form);
  const list = [...rows.values()];
  const rowOf = (element) => rows.get(Number(element.closest("tr[data-line]")?.dataset.line));
  const { owner, sheet } = form.dataset;
  const drafts = new Drafts(owner, sheet);
  const tabs = new Tabs(`${owner}:${sheet}`, rows);
  const filters = new Filters(list);
  const saver = new Saver(new Door(form), drafts, (body) => {
    tabs.tell(body.saved ? body.lines : {});
    filters.recount();
    if (body.filled) document.querySelector("#filled").textContent = body.filled;
  });
  const history = new History((row) => saver.edited(row, { now: true }));
  const panel = new Panel(saver);
  const open = (row) => panel.open(row);

  listenToKeys(form, { list, rowOf, history, open });
  listenToPaste(form, { list, rowOf, history, saver });
  listenToEdits(form, { rowOf, history, saver, drafts });
  listenToLeaving(form, { list, saver });
  form.addEventListener("click", (event) => {
    const link = event.target.closest(".panel-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(rowOf(link));
  });
  drafts.restore(form, rows, saver);
  form.dataset.ready = "1";
}

function listenToEdits(form, { rowOf, history, saver, drafts }) {
  form.addEventListener("input", ({ target }) => {
    if (target.dataset.field) saver.edited(rowOf(target));
    else if (target.name.startsWith("internal-")) drafts.keepInternal(form);
  });
  form.addEventListener("change", ({ target }) => {
    if (!target.dataset.field) return;
    const row = rowOf(target);
    history.add([{ row, name: target.dataset.field, before: row.entered }]);
    row.entered = target.value;
  });
}

/** Before the form or the person goes, everything is saved; and whoever comes back goes on. */
function listenToLeaving(form, { list, saver }) {
  form.addEventListener("submit", async (event) => {
    if (saver.isSettled) return; // the form goes its own way, with files and internal activities
    event.preventDefault();
    if (await saver.settle()) form.requestSubmit(event.submitter);
    else list.find((row) => row.held)?.number.focus();
  });
  const signOut = async (event) => {
    if (!event.target.action.endsWith("/logout/") || !saver.ready.length || saver.stuck) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the frame would forget the drafts
    await saver.settle();
    event.target.requestSubmit();
  };
  document.addEventListener("submit", signOut, { capture: true });
  document.addEventListener("visibilitychange", () => (document.hidden ? saver.send({ keepalive: true }) : saver.wake()));
  for (const name of ["online", "focus"]) addEventListener(name, () => saver.wake());
  addEventListener("pagehide", () => saver.send({ keepalive: true }));
  setInterval(() => saver.isAway && saver.wake(), POLL);
}

const sheet = document.querySelector("#sheet");
if (sheet) start(sheet);
