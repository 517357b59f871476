// What this browser keeps until the server has it, by person, sheet and line, and what its windows tell each other.

import { show } from "./sheet.js";

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

  take(name) {
    const text = localStorage.getItem(this.prefix + name);
    return text === null ? null : JSON.parse(text);
  }

  drop(name) {
    localStorage.removeItem(this.prefix + name);
  }

  /** Every kept line: [id, {version, base, fields}]. */
  *lines() {
    for (const key of keysUnder(this.prefix)) {
      const name = key.slice(this.prefix.length);
      if (/^\d+$/.test(name)) yield [Number(name), this.take(name)];
    }
  }
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
