// A cell of the page: the fields that stand in it, and what is said beside it.

export const nameOf = (cell) => cell.dataset.cell;
export const cellOf = (form, name) => form.querySelector(`[data-cell="${CSS.escape(name)}"]`);
export const fieldsIn = (cell) => [...cell.querySelectorAll("[name]")].filter((field) => field.name.endsWith(`-${nameOf(cell)}`));

const kindOf = (field, cell) => field.name.slice(0, -nameOf(cell).length - 1);

// { number, absence, reason, explanation }: those the cell has, exactly as they stand there.
export function read(cell) {
  return Object.fromEntries(fieldsIn(cell).map((field) => [kindOf(field, cell), field.value]));
}

export function show(cell, fields) {
  for (const field of fieldsIn(cell)) {
    const kind = kindOf(field, cell);
    if (kind in fields) field.value = fields[kind];
  }
  // A folded part with something to show is opened.
  cell.closest("details")?.setAttribute("open", "");
}

// A number or a silence: whichever was written last stands, so that the two never contradict each other.
export function settle(cell, written) {
  const number = cell.querySelector(`input[name="number-${nameOf(cell)}"]`);
  const absence = cell.querySelector(`select[name="absence-${nameOf(cell)}"]`);
  if (!number || !absence) return;
  if (written === number && number.value.trim()) absence.value = "";
  if (written === absence && absence.value) number.value = "";
}

// Whether a field says something else than the page came with.
export function isTouched(field) {
  if (!field.matches("select")) return field.value !== field.defaultValue;
  const came = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(came, 0);
}
