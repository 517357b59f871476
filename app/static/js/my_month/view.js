// What is seen: the rows that filters and search leave, and beside them the panel of one activity.

import { announce, folded } from "./sheet.js";

/** The filters and the search, at once and in the address. */
export class Filters {
  constructor(rows) {
    this.rows = rows;
    this.links = [...document.querySelectorAll(".filters [data-show]")];
    this.search = document.querySelector("#sheet-search");
    this.address = new URL(location.href);
    for (const link of this.links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.apply(link.dataset.show);
      });
    }
    this.search.addEventListener("input", () => this.apply());
    this.search.form.addEventListener("submit", (event) => event.preventDefault());
    // A small window begins with what is missing, unless the address says what to show.
    const isSmall = matchMedia("(width < 700px)").matches;
    if (isSmall && !this.address.searchParams.has("show") && this.count("missing")) this.apply("missing");
  }

  get shown() {
    return this.links.find((link) => link.ariaCurrent)?.dataset.show ?? "all";
  }

  /** Hide what the filter and the search leave out. A row that was just filled stays until somebody filters anew. */
  apply(show = this.shown) {
    const text = folded(this.search.value);
    for (const link of this.links) link.ariaCurrent = link.dataset.show === show ? "true" : null;
    for (const { element } of this.rows) {
      element.hidden = !element.dataset.tags.split(" ").includes(show) || !element.dataset.words.includes(text);
    }
    for (const head of document.querySelectorAll("#sheet tr.group")) head.hidden = !hasRows(head);
    document.querySelector("#nothing-seen").hidden = this.rows.some((row) => row.isSeen);
    this.remember({ show: show === "all" ? "" : show, q: this.search.value });
  }

  /** How many rows each filter would show now. */
  recount() {
    for (const link of this.links) link.querySelector("b").textContent = this.count(link.dataset.show);
  }

  count(show) {
    return this.rows.filter(({ element }) => element.dataset.tags.split(" ").includes(show)).length;
  }

  remember(values) {
    for (const [name, value] of Object.entries(values)) {
      if (value) this.address.searchParams.set(name, value);
      else this.address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", this.address);
  }
}

function hasRows(head) {
  for (let next = head.nextElementSibling; next && !next.matches(".group"); next = next.nextElementSibling) {
    if (!next.hidden) return true;
  }
  return false;
}

/** The side panel: an activity's own page, fetched as a piece. Esc and the button close it, focus goes back. */
export class Panel {
  constructor(saver) {
    this.saver = saver;
    this.dialog = document.querySelector("#panel");
    this.dialog.addEventListener("submit", (event) => {
      if (event.target.matches(".panel-upload")) this.upload(event);
    });
  }

  async open(row) {
    this.row = row;
    await this.saver.send();
    if (!(await this.fill(row.link.href))) return;
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector("#panel-title").focus();
  }

  async upload(event) {
    event.preventDefault();
    const body = new FormData(event.target);
    if (await this.fill(event.target.action, { method: "POST", body })) this.dialog.querySelector("#panel-title").focus();
  }

  /** Put what the server answers into the panel; false where it cannot, which the foot of the sheet says. */
  async fill(address, options = {}) {
    const piece = new URL(address);
    piece.searchParams.set("panel", "1");
    const response = await fetch(piece, { ...options, redirect: "manual" }).catch(() => null);
    if (!response || response.type === "opaqueredirect" || response.status === 401) {
      announce(response ? "session" : "offline", { link: response ? this.saver.door.login : null });
      this.dialog.close();
      return false;
    }
    this.dialog.innerHTML = await response.text();
    const summary = this.dialog.querySelector("#panel-summary");
    if (summary) this.row.element.querySelector('[data-cell="summary"]').innerHTML = summary.innerHTML;
    return Boolean(this.dialog.querySelector("#panel-title"));
  }
}
