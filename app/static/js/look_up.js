// A look-up field: words that are typed are searched on the server, and one of the rows is chosen by key or click.

const PAUSE = 250; // milliseconds after the last key
const LIST = "look-up-rows";

/** Turns one field into a combobox (ARIA Authoring Practices, « combobox with list autocomplete »). */
function lookUp(box, number) {
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  const list = document.createElement("ul");
  list.id = `${LIST}-${number}`;
  list.className = LIST;
  list.role = "listbox";
  list.ariaLabel = box.dataset.label;
  list.hidden = true;
  box.append(list);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.autocomplete = "off";
  input.setAttribute("aria-controls", list.id);
  input.ariaExpanded = "false";

  let timer;
  let asked = 0;

  function close() {
    list.hidden = true;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    input.value = option.dataset.key;
    output.textContent = option.textContent;
    box.querySelector(".found")?.remove();
    close();
  }

  function show(answer) {
    list.replaceChildren(
      ...answer.rows.map(({ key, words }, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.role = "option";
        option.ariaSelected = "false";
        option.dataset.key = key;
        option.textContent = words;
        return option;
      }),
    );
    output.textContent = answer.said;
    list.hidden = answer.rows.length === 0;
    input.ariaExpanded = String(!list.hidden);
    input.removeAttribute("aria-activedescendant");
  }

  /** Asks for rows; what is answered too late, or not at all, changes nothing: the form finds them when it is sent. */
  async function ask() {
    const turn = ++asked;
    const address = `${box.dataset.source}?${new URLSearchParams({ q: input.value })}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && turn === asked) show(await answer.json());
    } catch {
      close();
    }
  }

  function mark(step) {
    const options = [...list.children];
    const now = options.findIndex((option) => option.id === input.getAttribute("aria-activedescendant"));
    const next = options[(now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length];
    for (const option of options) option.ariaSelected = String(option === next);
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked += 1;
    output.textContent = "";
    if (input.value.trim()) timer = setTimeout(ask, PAUSE);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const marked = document.getElementById(input.getAttribute("aria-activedescendant"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && marked) choose(marked);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) choose(option);
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll(".look-up").forEach(lookUp);
