// Saves by itself what was typed: a moment after the last key, many rows in one request, again and again until it is in.

import { announce, show, words } from "./sheet.js";

const QUIET = 600; // milliseconds without a key
const APART = 2000; // between two requests, so that a fast typist sends few
const FIRST_RETRY = 1000;
const LAST_RETRY = 30_000;

export class Saver {
  constructor(door, drafts, onSaved) {
    Object.assign(this, { door, drafts, onSaved });
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
    if (row.conflict && !row.isClean) {
      this.decide(row); // more keys are no decision
      return;
    }
    if (row.conflict) row.adopt(row.conflict.version, row.conflict.fields);
    row.conflict = null;
    row.held = "";
    if (row.isClean) {
      this.waiting.delete(row);
      show(row, "");
      if (!this.waiting.size && !this.isAway) this.rest();
      return;
    }
    this.waiting.add(row);
    const state = this.stuck === "offline" ? "offline" : "waiting";
    if (row.state.dataset.state !== state) show(row, state); // drawn once, and not at each key
    if (!this.stuck) announce("waiting");
    this.plan(now ? 0 : Math.max(QUIET, this.lastSent + APART - Date.now()));
  }

  /** Nothing waits any more, so nothing is in the way. */
  rest() {
    this.stuck = "";
    announce("");
  }

  get ready() {
    return [...this.waiting].filter((row) => !row.held);
  }

  plan(delay) {
    clearTimeout(this.timer);
    if (!this.isAway) this.timer = setTimeout(() => this.send(), delay);
  }

  /** Send what is ready, one request at a time. */
  async send({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    while (this.sending) await this.sending;
    if (!this.ready.length) return;
    this.sending = this.exchange(this.ready, keepalive).finally(() => (this.sending = null));
    await this.sending;
    if (this.ready.length && !this.stuck) this.plan(this.isPasted ? 0 : QUIET);
  }

  /** Send until nothing is left that can be sent. */
  async settle() {
    do await this.send();
    while (this.ready.length && !this.stuck);
    return this.isSettled;
  }

  /** Nothing waits and nothing is on its way. */
  get isSettled() {
    return !this.waiting.size && !this.sending;
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
    row.paint(info);
    const { fields } = conflict;
    const clash = Object.keys(mine).filter((name) => fields[name] !== row.base[name] && fields[name] !== mine[name]);
    if (clash.length) {
      // Until the choice the row and its draft stay with what this person saw.
      row.conflict = { ...conflict, isNumber: clash.length === 1 && clash[0] === "actual" };
      this.decide(row);
    } else {
      row.adopt(conflict.version, fields);
      this.edited(row);
    }
  }

  decide(row) {
    const { version, fields, message, isNumber } = row.conflict;
    row.held = "changed";
    const choose = (isTheirs) => () => {
      row.adopt(version, fields);
      if (isTheirs) row.write(fields);
      row.conflict = null;
      row.number.focus();
      this.edited(row, { now: true });
      if (row.isClean) show(row, "saved"); // what stands is what this person wants too
    };
    const keep = isNumber ? words("keep", { value: fields.actual || "—" }) : words("keepText");
    const put = isNumber ? words("put", { value: row.number.value || "—" }) : words("putText");
    const buttons = [{ text: keep, act: choose(true) }, { text: put, act: choose(false) }];
    show(row, "changed", { message, buttons });
  }

  /** Nobody answered, or the session is over: everything stays, and goes when it can. */
  stop(reason, rows, pasted = false) {
    this.stuck = reason;
    this.isPasted = pasted;
    for (const row of rows) show(row, this.isAway ? "session" : "offline");
    announce(reason, { link: this.isAway ? this.door.login : null });
    this.plan(this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }

  /** Somebody has to sign in. */
  get isAway() {
    return this.stuck === "session" || this.stuck === "stranger";
  }

  /** Try again now: the window is looked at, the network is back, somebody signed in elsewhere. */
  async wake() {
    if (this.isAway) {
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

/** The form's own address, its token, and a new token when the session is another one. */
export class Door {
  constructor(form) {
    this.address = form.action;
    this.owner = Number(form.dataset.owner);
    this.tokenAddress = form.dataset.token;
    this.login = { href: form.dataset.login, textContent: form.dataset.loginWords };
  }

  get token() {
    return document.querySelector("#sheet [name=csrf_token]").value;
  }

  /** Send a document; gives {status, body}, and status 0 where nobody answered. */
  async post(document_, { keepalive = false } = {}) {
    const answer = await this.ask(this.address, document_, keepalive);
    if (answer.status !== 400 || answer.body?.code !== "form_expired") return answer;
    return (await this.renew()) === "ready" ? this.ask(this.address, document_, keepalive) : { status: 401 };
  }

  /** Get a token of the session that there is now: "ready", "session" (nobody signed in), "stranger" or "offline". */
  async renew() {
    const { status, body } = await this.ask(this.tokenAddress);
    if (status === 401) return "session";
    if (status !== 200 || !body) return status === 403 ? "stranger" : "offline";
    if (body.owner !== this.owner) return "stranger";
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = body.token;
    return "ready";
  }

  async ask(address, document_ = null, keepalive = false) {
    const headers = { Accept: "application/json" };
    const options = { headers, keepalive, credentials: "same-origin" };
    if (document_) {
      Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": this.token });
      Object.assign(options, { method: "POST", body: JSON.stringify(document_) });
    }
    try {
      const response = await fetch(address, options);
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      return { status: response.status, body: isJson ? await response.json() : null };
    } catch (problem) {
      if (!(problem instanceof TypeError) && problem.name !== "AbortError") throw problem;
      return { status: 0, body: null };
    }
  }
}
