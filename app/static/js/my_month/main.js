// « Mi mes » where scripts run. Without them the same page is one form with one button that saves it.

import { Door } from "./door.js";
import { Drafts, Tabs } from "./drafts.js";
import { Filters } from "./filters.js";
import { History, listen } from "./keyboard.js";
import { Panel } from "./panel.js";
import { isBlock, parseBlock, placeBlock } from "./paste.js";
import { Saver } from "./saver.js";
import { announce, rowsOf, show, words } from "./sheet.js";

const POLL = 10_000;

function start(form) {
  const rows = rowsOf(form);
  const list = [...rows.values()];
  const { owner, sheet } = form.dataset;
  const drafts = new Drafts(owner, sheet);
  const tabs = new Tabs(`${owner}:${sheet}`, rows);
  const filters = new Filters(list);
  const saver = new Saver(rows, new Door(form), drafts, {
    loginAddress: form.dataset.login,
    loginWords: form.dataset.loginWords,
    onSaved(body) {
      tabs.tell(body.saved ? body.lines : {});
      filters.recount();
      if (body.filled) document.querySelector("#filled").textContent = body.filled;
    },
  });
  const history = new History((row) => saver.edited(row, { now: true }));
  const panel = new Panel(saver);
  const undoButton = document.querySelector("#undo");
  const rowOf = (element) => rows.get(Number(element.closest("tr[data-line]")?.dataset.line));

  const undo = () => {
    if (!history.undo()) return;
    undoButton.hidden = history.steps.length === 0;
    announce("undone");
  };
  const remember = (changes) => {
    history.add(changes);
    undoButton.hidden = history.steps.length === 0;
  };
  const move = (step) => (row) => {
    const seen = list.filter((each) => each.number && each.isSeen);
    seen[seen.indexOf(row) + step]?.number.focus();
  };
  const cause = (row) => {
    row.element.querySelector("details").open = true;
    row.fields.cause?.focus();
  };

  listen(form, rowOf, { up: move(-1), down: move(1), undo, cause, panel: (row) => panel.open(row) });
  undoButton.addEventListener("click", undo);

  form.addEventListener("input", ({ target }) => {
    if (target.dataset.field) saver.edited(rowOf(target));
    else if (target.name?.startsWith("internal-")) keepInternal(form, drafts);
  });
  form.addEventListener("change", ({ target }) => {
    if (!target.dataset.field) return;
    const row = rowOf(target);
    remember([{ row, name: target.dataset.field, before: row.entered }]);
    row.entered = target.value;
  });
  form.addEventListener("paste", (event) => {
    const row = rowOf(event.target);
    const text = event.clipboardData.getData("text/plain");
    if (!row || event.target !== row.number || !isBlock(text)) return;
    event.preventDefault();
    const { values, unknown, left, columns } = placeBlock(parseBlock(text), list, row);
    remember(values.map((value) => ({ row: value.row, name: "actual", before: value.row.number.value })));
    for (const value of values) value.row.number.value = value.text;
    row.entered = row.number.value;
    saver.isPasted = true;
    for (const value of values) saver.edited(value.row, { now: true });
    tellPaste({ unknown, left, columns });
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest(".panel-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    panel.open(rowOf(link));
  });

  form.addEventListener("submit", async (event) => {
    if (form.dataset.settled) return; // everything is in: the form goes its own way, with files and internal activities
    event.preventDefault();
    if (await saver.settle()) {
      form.dataset.settled = "1";
      form.requestSubmit(event.submitter);
    } else list.find((row) => row.held)?.number.focus();
  });
  document.addEventListener("submit", async (event) => {
    if (!event.target.action.endsWith("/logout/") || !saver.ready.length || saver.stuck) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await saver.settle();
    event.target.requestSubmit();
  }, { capture: true });

  const wake = () => {
    if (document.visibilityState === "hidden") saver.send({ keepalive: true });
    else saver.wake();
  };
  document.addEventListener("visibilitychange", wake);
  for (const name of ["online", "focus"]) addEventListener(name, () => saver.wake());
  addEventListener("pagehide", () => saver.send({ keepalive: true }));
  setInterval(() => saver.stuck && saver.stuck !== "offline" && saver.wake(), POLL);

  restore(rows, drafts, saver);
  restoreInternal(form, drafts);
  form.dataset.ready = "1";
}

/** What a paste could not place, beside the sheet. */
function tellPaste({ unknown, left, columns }) {
  const told = [];
  if (unknown.length) told.push(words("unknown", { codes: unknown.join(", ") }));
  if (left) told.push(words("left", { count: left }));
  if (columns) told.push(words("columns"));
  document.querySelector("#paste-note").textContent = told.join(" ");
}

/** Bring back what was typed before the page was left, and the cursor to where it was. */
function restore(rows, drafts, saver) {
  let last = null;
  for (const [id, draft] of drafts.lines()) {
    const row = rows.get(id);
    if (!row?.number) {
      if (row) show(row, "locked", { message: Object.values(draft.fields).join(" · ") });
      continue;
    }
    if (draft.version !== row.version) Object.assign(row, { version: draft.version, base: { ...row.base, ...draft.base } });
    row.write(draft.fields);
    saver.edited(row, { now: true });
    if (!last || draft.at > last.at) last = { row, at: draft.at };
  }
  last?.row.number.focus();
}

function internalFields(form) {
  return [...form.elements].filter((field) => field.name.startsWith("internal-") && field.type !== "hidden");
}

/** Internal activities are saved with the button; until then what was typed is kept here. */
function keepInternal(form, drafts) {
  const typed = internalFields(form).filter((field) => field.value !== field.defaultValue);
  if (typed.length) drafts.put("internal", { fields: typed.map((field) => [field.name, field.value]) });
  else drafts.drop("internal");
}

function restoreInternal(form, drafts) {
  for (const [name, value] of drafts.take("internal")?.fields ?? []) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  keepInternal(form, drafts);
}

const sheet = document.querySelector("#sheet");
if (sheet) start(sheet);
