// What this browser keeps until the server has it, by person, sheet and line, and what its windows tell each other.

import { show, words } from "./sheet.js";

const ALL = "rumbo:draft:";
const A_DAY = 86_400_000;

export class Drafts {
  constructor(owner, sheet) {
    this.prefix = `${ALL}${owner}:${sheet}:`;
    for (const key of keysUnder(ALL)) {
      const isOwn = key.startsWith(`${ALL}${owner}:`);
      const age = Date.now() - JSON.parse(localStorage.getItem(key)).at;
      if (!isOwn && age > A_DAY) localStorage.removeItem(key); // another person's, who did not come back
    }
  }

  /** Keep what differs in a row from what is stored, or nothing where nothing differs. */
  keep(row) {
    const fields = row.changed();
    if (Object.keys(fields).length) this.put(row.id, { version: row.version, base: row.base, fields });
    else localStorage.removeItem(this.prefix + row.id);
  }

  put(name, value) {
    try {
      localStorage.setItem(this.prefix + name, JSON.stringify({ ...value, at: Date.now() }));
    } catch (problem) {
      if (problem.name !== "QuotaExceededError") throw problem; // a full store keeps what it holds
    }
  }

  /** Bring back what was typed before the page was left, and the cursor to where it was. */
  restore(form, rows, saver) {
    let last = { at: 0 };
    for (const key of keysUnder(this.prefix)) {
      const row = rows.get(Number(key.slice(this.prefix.length)));
      const draft = row && JSON.parse(localStorage.getItem(key));
      if (row && !row.number) show(row, "locked", { message: Object.values(draft.fields).join(" · ") });
      if (!row?.number) continue;
      // It was typed over another version: the save asks who is right.
      if (draft.version !== row.version) Object.assign(row, { version: draft.version, base: { ...row.base, ...draft.base } });
      row.write(draft.fields);
      saver.edited(row, { now: true });
      if (draft.at > last.at) last = { row, at: draft.at };
    }
    last.row?.number.focus();
    this.restoreInternal(form);
  }

  /** Internal activities are saved with the button; until then what was typed is kept here. */
  keepInternal(form) {
    const typed = [...form.elements].filter((field) => field.name.startsWith("internal-") && field.type !== "hidden");
    const fields = typed.filter((field) => field.value !== field.defaultValue);
    if (fields.length) this.put("internal", { fields: fields.map((each) => [each.name, each.defaultValue, each.value]) });
    else localStorage.removeItem(`${this.prefix}internal`);
  }

  restoreInternal(form) {
    const lost = [];
    const typed = JSON.parse(localStorage.getItem(`${this.prefix}internal`))?.fields ?? [];
    const byRow = Object.values(Object.groupBy(typed, ([name]) => placeOf(name)));
    for (const [name, before, text] of byRow.filter((fields) => !isStored(form, fields)).flat()) {
      const field = form.elements[name];
      if (field && [before, text].includes(field.defaultValue)) field.value = text;
      else lost.push(text); // somebody else wrote there meanwhile
    }
    if (lost.length) document.querySelector("#paste-note").textContent = words("lost", { texts: lost.join(" · ") });
    this.keepInternal(form);
  }
}

function placeOf(name) {
  return name.match(/\d+$/)[0];
}

/** Whether some row of the page holds what was typed into one: it was saved, and stands where its order wants it. */
function isStored(form, fields) {
  const places = [...form.elements].filter(({ name }) => name.startsWith("internal-name-")).map(({ name }) => placeOf(name));
  const holds = (place) => ([name, , text]) => same(form.elements[name.replace(/\d+$/, place)].defaultValue, text);
  return places.some((place) => fields.every(holds(place)));
}

/** Whether two texts differ at most in signs and spaces, as 1,640.5 and 1640.5 do. */
function same(one, other) {
  const [bare, bareOther] = [one, other].map((text) => text.replace(/[^\p{L}\p{N}]/gu, ""));
  return bare === bareOther;
}

function keysUnder(prefix) {
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
}

/** Two windows of one person on one sheet: what one saves, the other shows, unless it was changed there too. */
export class Tabs {
  constructor(name, rows) {
    this.rows = rows;
    this.channel = new BroadcastChannel(`rumbo:${name}`);
    this.channel.addEventListener("message", ({ data }) => this.hear(data));
  }

  tell(lines) {
    if (Object.keys(lines).length) this.channel.postMessage(lines);
  }

  hear(lines) {
    for (const [id, info] of Object.entries(lines)) {
      const row = this.rows.get(Number(id));
      if (!row?.number || info.version <= row.version) continue;
      const touched = Object.keys(row.changed());
      // The same field was typed here: the next save asks who is right.
      if (touched.some((name) => info.fields[name] !== row.base[name])) continue;
      row.adopt(info.version, info.fields, { gently: true });
      row.paint(info);
      if (row.isClean) show(row, "saved");
    }
  }
}
