// The sheet by keyboard, as in Excel: Enter and the arrows move from figure to figure, Esc brings back what stood there.
import { nameOf, read, show } from "./cells.js";

export function start(form) {
  let before = null; // the cell one is in, with what stood in it on coming

  const figures = () => [...form.querySelectorAll('[data-cell] [name^="number-"]')].filter((field) => field.checkVisibility());

  function move(field, steps) {
    const all = figures();
    const next = all[all.indexOf(field) + steps];
    next?.focus();
  }

  function undo(cell) {
    if (!before || before.cell !== cell || JSON.stringify(read(cell)) === JSON.stringify(before.fields)) return;
    show(cell, before.fields);
    cell.querySelector("[name]").dispatchEvent(new Event("change", { bubbles: true }));
  }

  form.addEventListener("focusin", ({ target }) => {
    const cell = target.closest("[data-cell]");
    if (cell !== before?.cell) before = cell && { cell, fields: read(cell) };
    if (target.matches("input.number")) target.select();
  });

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    const cell = field.closest("[data-cell]");
    if (!cell || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") undo(cell);
    if (!field.matches(`[name="number-${nameOf(cell)}"]`)) return;
    // In a list of answers the arrows choose; Enter moves on.
    const keys = field.matches("select") ? { Enter: 1 } : { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
    if (!(event.key in keys)) return;
    event.preventDefault();
    move(field, event.key === "Enter" && event.shiftKey ? -1 : keys[event.key]);
  });
}
