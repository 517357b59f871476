// Keys of the sheet, and the way back from what was typed or pasted. Tab is the browser's own and always leaves.

/** Listen to the keys of the form; `acts` is {up, down, undo, panel, cause}. */
export function listen(form, rowOf, acts) {
  form.addEventListener("focusin", ({ target }) => {
    if (!target.dataset.field) return;
    const row = rowOf(target);
    row.entered = target.value;
    if (target === row.number) target.select();
  });

  form.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row || event.isComposing) return;
    const act = actOf(event, event.target === row.number, event.target.value === row.entered);
    if (!act) return;
    event.preventDefault();
    if (act === "back") back(row, event.target);
    else acts[act](row);
  });
}

function actOf(event, isNumber, isUntouched) {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (key === "F2") return "panel";
  if (altKey && key.toLowerCase() === "c") return "cause";
  if (key === "Escape") return "back";
  if (!isNumber) return "";
  if ((ctrlKey || metaKey) && key.toLowerCase() === "z") return isUntouched ? "undo" : "";
  if (ctrlKey || metaKey || altKey) return "";
  if (key === "ArrowUp" || (key === "Enter" && shiftKey)) return "up";
  if (key === "ArrowDown" || key === "Enter") return "down";
  return "";
}

/** Esc gives a number field what it held; from the texts beside it leads back to the number. */
function back(row, field) {
  if (field === row.number && field.value !== row.entered) {
    field.value = row.entered;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.select();
  } else row.number?.focus();
}

const MOST = 50;

/** What was typed or pasted, step by step. */
export class History {
  constructor(edited) {
    this.steps = [];
    this.edited = edited;
  }

  /** Remember a step: [{row, name, before}] of the fields that it changed. */
  add(changes) {
    if (changes.length) this.steps = [...this.steps, changes].slice(-MOST);
  }

  /** Take the last step back; false where there is none. */
  undo() {
    const last = this.steps.pop();
    if (!last) return false;
    for (const { row, name, before } of last) {
      row.write({ [name]: before });
      this.edited(row);
    }
    last[0].row.fields[last[0].name].focus();
    return true;
  }
}
