// The way to the server: the form's own address, its token, and a new token when the session is another one.

export class Door {
  constructor(form) {
    this.address = form.action;
    this.owner = Number(form.dataset.owner);
    this.tokenAddress = form.dataset.token;
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
