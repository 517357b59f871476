// A block copied from a spreadsheet: which value goes to which row, by position or by the code of the activity.

import { folded } from "./sheet.js";

/** The cells of tab-separated text; a cell in quotes may hold line breaks and doubled quotes. */
export function parseBlock(text) {
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;
  const block = [[]];
  let found;
  while (cells.lastIndex < text.length && (found = cells.exec(text))) {
    const [, quoted, plain, end] = found;
    block.at(-1).push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
    if (end !== "\t" && end !== "") block.push([]);
  }
  return block.filter((row) => row.length);
}

/** Whether a paste is more than one cell. */
export function isBlock(text) {
  return /[\t\n\r]/.test(text.trimEnd());
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
  const left = Map.groupBy ? Map.groupBy(rows, (row) => folded(row.code)) : grouped(rows);
  const values = [];
  const unknown = [];
  for (const cells of block) {
    const text = cells.at(-1);
    if (cells.length < 2 || !cells[0] || !text) continue;
    const row = left.get(folded(cells[0]))?.shift();
    if (row) values.push({ row, text });
    else unknown.push(cells[0]);
  }
  return { values, unknown, left: 0, columns: false };
}

function grouped(rows) {
  const found = new Map();
  for (const row of rows) found.set(folded(row.code), [...(found.get(folded(row.code)) ?? []), row]);
  return found;
}

/** Downwards from the row under the cursor over the rows that are seen; an empty cell leaves its row as it is. */
function byPosition(block, rows, start) {
  const below = rows.slice(rows.indexOf(start)).filter((row) => row.isSeen);
  const pairs = below.slice(0, block.length).map((row, place) => ({ row, text: block[place][0] }));
  const left = block.slice(below.length).filter((cells) => cells[0]).length;
  return { values: pairs.filter(({ text }) => text), unknown: [], left, columns: block.some((cells) => cells.length > 1) };
}
