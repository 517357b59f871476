// The side panel of an activity: its own page, fetched as a piece. Esc and the button close it, focus goes back.

import { announce } from "./sheet.js";

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
      announce(response ? "session" : "offline", { link: response ? this.saver.login : null });
      this.dialog.close();
      return false;
    }
    this.dialog.innerHTML = await response.text();
    const summary = this.dialog.querySelector("#panel-summary");
    if (summary) this.row.element.querySelector('[data-cell="summary"]').innerHTML = summary.innerHTML;
    return Boolean(this.dialog.querySelector("#panel-title"));
  }
}
