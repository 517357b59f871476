// Saves by itself what was typed: a moment after the last key, many rows in one request, again and again until it is in.

import { announce, show, words } from "./sheet.js";

const QUIET = 600; // milliseconds without a key
const APART = 2000; // between two requests, so that a fast typist sends few
const FIRST_RETRY = 1000;
const LAST_RETRY = 30_000;

export class Saver {
  constructor(rows, door, drafts, { loginAddress, loginWords, onSaved }) {
    Object.assign(this, { rows, door, drafts, onSaved });
    this.login = { href: loginAddress, text: loginWords };
    this.waiting = new Set();
    this.sending = null;
    this.stuck = ""; // "offline", "session" or "stranger"
    this.retry = FIRST_RETRY;
    this.lastSent = 0;
    this.isPasted = false;
  }

  /** A row was edited: keep the draft, and save soon, or now. */
  edited(row, { now = false } = {}) {
    this.drafts.keep(row);
    row.held = "";
    if (row.isClean) {
      this.waiting.delete(row);
      show(row, "");
      if (!this.waiting.size && !this.stuck) announce("");
      return;
    }
    this.waiting.add(row);
    show(row, this.stuck === "offline" ? "offline" : "waiting");
    if (!this.stuck) announce("waiting");
    this.plan(now ? 0 : Math.max(QUIET, this.lastSent + APART - Date.now()));
  }

  get ready() {
    return [...this.waiting].filter((row) => !row.held);
  }

  plan(delay) {
    clearTimeout(this.timer);
    if (this.stuck !== "session" && this.stuck !== "stranger") this.timer = setTimeout(() => this.send(), delay);
  }

  /** Send what is ready, one request at a time. */
  async send({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    if (this.sending) {
      await this.sending;
      return this.ready.length && !this.stuck ? this.send() : undefined;
    }
    if (!this.ready.length) return undefined;
    this.sending = this.exchange(this.ready, keepalive).finally(() => (this.sending = null));
    await this.sending;
    if (this.ready.length && !this.stuck) this.plan(this.isPasted ? 0 : QUIET);
    return undefined;
  }

  /** Send until nothing is left that can be sent. */
  async settle() {
    do await this.send();
    while (this.ready.length && !this.stuck);
    return this.waiting.size === 0;
  }

  async exchange(rows, keepalive) {
    const sent = new Map(rows.map((row) => [row, row.changed()]));
    const lines = rows.map((row) => ({ indicator_id: row.id, row_version: row.version, ...sent.get(row) }));
    for (const row of rows) show(row, "saving");
    if (!this.stuck) announce("saving");
    const pasted = this.isPasted;
    this.isPasted = false;
    this.lastSent = Date.now();
    const { status, body } = await this.door.post({ lines, pasted }, { keepalive });
    if (status === 401) this.stop("session", rows);
    else if (!body || status >= 500 || status === 429) this.stop("offline", rows, pasted);
    else this.take(status, body, sent);
  }

  take(status, body, sent) {
    this.stuck = "";
    this.retry = FIRST_RETRY;
    for (const [row, fields] of sent) {
      if (body.saved?.[row.id] !== undefined) this.saved(row, fields, body.lines[row.id]);
      else if (body.conflicts) this.changedMeanwhile(row, body.conflicts[row.id], body.lines[row.id]);
      else if (body.questions?.[row.id]) this.asked(row, body.questions[row.id]);
      else this.refused(row, body.errors ? body.errors[row.id] : body.message);
    }
    const held = [...this.waiting].some((row) => row.held);
    if (body.echo) announce("pasted", { text: body.echo });
    else if (held) announce("asks");
    else if (body.at && !this.waiting.size) announce("saved", { text: body.at });
    this.onSaved(body);
  }

  saved(row, fields, info) {
    Object.assign(row.base, fields);
    const isClean = row.isClean;
    row.adopt(info.version, isClean ? info.fields : row.base, { gently: true });
    row.paint(info);
    this.drafts.keep(row);
    if (!isClean) return; // more was typed meanwhile: it is on its way
    this.waiting.delete(row);
    show(row, "saved", { detail: fields.actual && fields.actual !== info.understood ? `· ${info.understood}` : "" });
  }

  asked(row, question) {
    row.held = "asked";
    const choose = (text) => () => {
      row.number.value = text;
      row.number.focus();
      this.edited(row, { now: true });
    };
    const buttons = question.choices.map((text) => ({ text, act: choose(text) }));
    show(row, "asked", { message: question.message, buttons });
  }

  refused(row, message) {
    row.held = "error";
    show(row, "error", { message });
  }

  /** Somebody else was first: what both wrote stays apart, and where they wrote the same the person decides. */
  changedMeanwhile(row, conflict, info) {
    if (!conflict) return; // it was not saved either, and goes with the next request
    const mine = row.changed();
    const clash = Object.keys(mine).filter(
      (name) => conflict.fields[name] !== row.base[name] && conflict.fields[name] !== mine[name],
    );
    row.adopt(conflict.version, conflict.fields);
    row.paint(info);
    if (row.isClean) {
      this.waiting.delete(row);
      show(row, "saved");
    } else if (clash.length) this.decide(row, conflict, clash);
    this.drafts.keep(row);
  }

  decide(row, conflict, clash) {
    row.held = "changed";
    const onlyNumber = clash.length === 1 && clash[0] === "actual";
    const theirs = onlyNumber ? words("keep", { value: conflict.fields.actual || "—" }) : words("keepText");
    const mine = onlyNumber ? words("put", { value: row.number.value || "—" }) : words("putText");
    const leave = () => {
      row.write(conflict.fields);
      row.number.focus();
      this.edited(row);
      show(row, "saved");
    };
    const put = () => {
      row.number.focus();
      this.edited(row, { now: true });
    };
    show(row, "changed", { message: conflict.message, buttons: [{ text: theirs, act: leave }, { text: mine, act: put }] });
  }

  /** Nobody answered, or the session is over: everything stays, and goes when it can. */
  stop(reason, rows, pasted = false) {
    this.stuck = reason;
    this.isPasted = pasted;
    for (const row of rows) show(row, reason === "offline" ? "offline" : "session");
    announce(reason, { link: reason === "offline" ? null : this.login });
    if (reason !== "offline") return;
    this.plan(this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }

  /** Try again now: the window is looked at, the network is back, somebody signed in elsewhere. */
  async wake() {
    if (this.stuck === "session" || this.stuck === "stranger") {
      const state = await this.door.renew();
      if (state !== "ready") {
        if (state !== "offline") this.stop(state, this.ready);
        return;
      }
      this.stuck = "";
    }
    if (this.ready.length) await this.send();
  }
}
