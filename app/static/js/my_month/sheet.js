// The rows of the sheet: what stands in their fields, what the server last said that they hold, and how that is shown.

export class Row {
  constructor(element) {
    this.element = element;
    this.id = Number(element.dataset.line);
    this.code = element.dataset.code;
    this.state = element.querySelector(".cell-state");
    this.link = element.querySelector(".panel-link");
    this.fields = {};
    this.base = {};
    for (const field of element.querySelectorAll("[data-field]")) {
      this.fields[field.dataset.field] = field;
      // A row that came back unsaved from the form holds what was typed: nothing is known of what is stored.
      this.base[field.dataset.field] = "unsaved" in element.dataset ? undefined : field.defaultValue;
    }
    this.number = this.fields.actual;
    this.versionField = element.querySelector(`[name="version-${this.id}"]`);
    /** Why it is not sent although it changed: an error, a question or a conflict that waits for the person. */
    this.held = "";
    /** What stands where somebody else was first, until the person decides. */
    this.conflict = null;
    /** What stood in the field of the row in which somebody is, when it was entered. */
    this.entered = "";
  }

  get version() {
    return Number(this.versionField?.value) || null;
  }

  set version(number) {
    this.versionField.value = number ?? "";
  }

  get isSeen() {
    return !this.element.hidden;
  }

  /** The fields that differ from what is stored. */
  changed() {
    const texts = Object.entries(this.fields).map(([name, field]) => [name, field.value]);
    return Object.fromEntries(texts.filter(([name, text]) => text !== this.base[name]));
  }

  get isClean() {
    return Object.keys(this.changed()).length === 0;
  }

  /** Write texts into fields, but not under the cursor of the one who writes there. */
  write(texts, { gently = false } = {}) {
    for (const [name, text] of Object.entries(texts)) {
      const field = this.fields[name];
      if (field && field.value !== text && !(gently && field === document.activeElement)) field.value = text;
    }
  }

  /** What the server holds from now on; fields that nobody changed here show it. */
  adopt(version, texts, { gently = false } = {}) {
    const mine = this.changed();
    this.version = version;
    const others = Object.fromEntries(Object.entries(texts).filter(([name]) => !(name in mine)));
    this.write(others, { gently });
    this.base = { ...this.base, ...texts };
    for (const name of Object.keys(others)) {
      if (this.fields[name]) this.base[name] = this.fields[name].value;
    }
  }

  /** Draw the cells that the server worked out. */
  paint(info) {
    for (const [name, html] of Object.entries(info.cells)) {
      this.element.querySelector(`[data-cell="${name}"]`).innerHTML = html;
    }
    this.element.dataset.tags = info.tags.join(" ");
    if (info.asks) this.element.querySelector("details").open = true;
  }
}

/** All rows by their line, in the order of the page. */
export function rowsOf(form) {
  const rows = [...form.querySelectorAll("tr[data-line]")].map((element) => new Row(element));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Text without accents and capitals, as the server folds it for the search. */
export function folded(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").trim();
}

/** Words of the page with their gaps filled. */
export function words(name, values = {}) {
  const text = document.querySelector("#words").dataset[name];
  return text.replace(/\{(\w+)\}/g, (_gap, key) => values[key]);
}

const NEEDS_A_LOOK = ["error", "asked", "changed"];

/** Show how a row stands: saved, saving, without connection…; with a message and buttons where somebody must choose. */
export function show(row, state, { detail = "", message = "", buttons = [] } = {}) {
  const box = row.state;
  if (!box) return;
  box.dataset.state = state;
  box.replaceChildren(document.querySelector(`#state-${state}`)?.content.cloneNode(true) ?? "");
  if (detail) box.append(` ${detail}`);
  if (message) box.append(element("p", { className: "error", textContent: message }));
  box.append(...buttons.map(button));
  if (row.number) row.number.ariaInvalid = NEEDS_A_LOOK.includes(state) ? "true" : null;
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function button({ text, act }) {
  return element("button", { type: "button", className: "btn btn-sm btn-secondary", textContent: text, onclick: act });
}

/** The line at the foot: a name of the page's words, or a text that is ready; with a link where one helps. */
export function announce(name, { text = "", link = null } = {}) {
  const line = document.querySelector("#saving");
  if (line.dataset.state === name && !text && !link) return; // whoever listens hears it once, and not at each key
  line.dataset.state = name;
  line.textContent = text || (name ? words(name) : "");
  if (link) line.append(" ", element("a", link));
}
