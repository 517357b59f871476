// What hands do: keys, a block from a spreadsheet, and the way back. Tab is the browser's own and always leaves.

import { announce, folded, words } from "./sheet.js";

/** Listen to the keys of the form. */
export function listenToKeys(form, { list, rowOf, history, open }) {
  const move = (step) => (row) => {
    const seen = list.filter((each) => each.number && each.isSeen);
    seen[seen.indexOf(row) + step]?.number.focus();
  };
  const cause = (row) => {
    row.element.querySelector("details").open = true;
    row.fields.cause?.focus();
  };
  const acts = { up: move(-1), down: move(1), undo: () => history.undo(), panel: open, cause, back };

  form.addEventListener("focusin", ({ target }) => {
    if (!target.dataset.field) return;
    const row = rowOf(target);
    row.entered = target.value;
    if (target === row.number) target.select();
  });

  form.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row || event.isComposing) return;
    const act = actOf(event, event.target === row.number, event.target.value === row.entered);
    if (!act) return;
    event.preventDefault();
    acts[act](row, event.target);
  });
}

function actOf(event, isNumber, isUntouched) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (key === "F2") return "panel";
  if (altKey && key.toLowerCase() === "c") return "cause";
  if (key === "Escape") return "back";
  if (!isNumber) return "";
  if ((ctrlKey || metaKey) && key.toLowerCase() === "z") return isUntouched ? "undo" : "";
  if (ctrlKey || metaKey || altKey) return "";
  if (key === "ArrowUp" || (key === "Enter" && shiftKey)) return "up";
  if (key === "ArrowDown" || key === "Enter") return "down";
  return "";
}

/** Esc gives a number field what it held; from the texts beside it leads back to the number. */
function back(row, field) {
  if (field === row.number && field.value !== row.entered) {
    field.value = row.entered;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.select();
  } else row.number?.focus();
}

const MOST = 50;

/** What was typed or pasted, step by step, and the button that takes the last step back. */
export class History {
  constructor(edited) {
    this.steps = [];
    this.edited = edited;
    this.button = document.querySelector("#undo");
    this.button.addEventListener("click", () => this.undo());
  }

  /** Remember a step: [{row, name, before}] of the fields that it changed. */
  add(changes) {
    if (changes.length) this.steps = [...this.steps, changes].slice(-MOST);
    this.button.hidden = !this.steps.length;
  }

  undo() {
    const last = this.steps.pop() ?? [];
    for (const { row, name, before } of last) {
      row.write({ [name]: before });
      this.edited(row);
    }
    if (!last.length) return;
    announce("undone");
    last[0].row.fields[last[0].name].focus();
    this.button.hidden = !this.steps.length;
  }
}

/** A block goes into the rows and is saved at once; the server echoes how many values and their sum. */
export function listenToPaste(form, { list, rowOf, history, saver }) {
  form.addEventListener("paste", (event) => {
    const row = rowOf(event.target);
    const text = event.clipboardData.getData("text/plain");
    if (!row || event.target !== row.number || !/[\t\n\r]/.test(text.trimEnd())) return;
    event.preventDefault();
    const placed = placeBlock(parseBlock(text), list, row);
    history.add(placed.values.map((value) => ({ row: value.row, name: "actual", before: value.row.number.value })));
    for (const value of placed.values) value.row.number.value = value.text;
    row.entered = row.number.value;
    saver.isPasted = true;
    for (const value of placed.values) saver.edited(value.row, { now: true });
    document.querySelector("#paste-note").textContent = notPlaced(placed);
  });
}

function notPlaced({ unknown = [], left, columns }) {
  const told = unknown.length ? [words("unknown", { codes: unknown.join(", ") })] : [];
  if (left) told.push(words("left", { count: left }));
  if (columns) told.push(words("columns"));
  return told.join(" ");
}

/** The cells of tab-separated text; a cell in quotes may hold line breaks and doubled quotes. */
export function parseBlock(text) {
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;
  const block = [[]];
  let found;
  while (cells.lastIndex < text.length && (found = cells.exec(text))) {
    const [, quoted, plain, end] = found;
    block.at(-1).push((plain ?? quoted.replaceAll('""', '"')).trim());
    if (end !== "\t" && end !== "") block.push([]);
  }
  return block.filter((row) => row.length);
}

/** Where each value of a block goes: {values: [{row, text}], unknown: codes, left: count, columns: more than used}. */
export function placeBlock(block, rows, start) {
  const writable = rows.filter((row) => row.number);
  return codesLead(block, writable) ? byCode(block, writable) : byPosition(block, writable, start);
}

function codesLead(block, rows) {
  const codes = new Set(rows.map((row) => folded(row.code)));
  const first = block.filter((cells) => cells.length > 1 && cells[0]);
  const known = first.filter((cells) => codes.has(folded(cells[0])));
  return known.length > 0 && known.length * 2 >= first.length;
}

/** The first column holds codes, the last one values; an activity with two lines takes two of its code in turn. */
function byCode(block, rows) {
  const left = new Map();
  for (const row of rows) left.set(folded(row.code), [...(left.get(folded(row.code)) ?? []), row]);
  const values = [];
  const unknown = [];
  for (const cells of block) {
    const text = cells.at(-1);
    if (cells.length < 2 || !cells[0] || !text) continue;
    const row = left.get(folded(cells[0]))?.shift();
    if (row) values.push({ row, text });
    else unknown.push(cells[0]);
  }
  return { values, unknown };
}

/** Downwards from the row under the cursor over the rows that are seen; an empty cell leaves its row as it is. */
function byPosition(block, rows, start) {
  const below = rows.slice(rows.indexOf(start)).filter((row) => row.isSeen);
  const pairs = below.slice(0, block.length).map((row, place) => ({ row, text: block[place][0] }));
  const left = block.slice(below.length).filter((cells) => cells[0]).length;
  return { values: pairs.filter(({ text }) => text), left, columns: block.some((cells) => cells.length > 1) };
}
