// The filters and the search of the sheet, at once and in the address.

import { folded } from "./sheet.js";

export class Filters {
  constructor(rows) {
    this.rows = rows;
    this.links = [...document.querySelectorAll(".filters [data-show]")];
    this.search = document.querySelector("#sheet-search");
    this.address = new URL(location.href);
    for (const link of this.links) link.addEventListener("click", (event) => this.choose(event, link.dataset.show));
    this.search.addEventListener("input", () => this.apply());
    this.search.form.addEventListener("submit", (event) => event.preventDefault());
    // A small window begins with what is missing, unless the address says what to show.
    const isSmall = matchMedia("(width < 700px)").matches;
    if (isSmall && !this.address.searchParams.has("show") && this.count("missing")) this.apply("missing");
  }

  get shown() {
    return this.links.find((link) => link.ariaCurrent)?.dataset.show ?? "all";
  }

  choose(event, show) {
    event.preventDefault();
    this.apply(show);
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
