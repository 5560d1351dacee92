// What this device holds of a sheet until the server has it, through a closed browser too: one key a cell, so that two
// windows of the same sheet never write over each other's.

const HEAD = "plan749/cells/";

// A cell: { version, edit, sent, known, upTo }; null where nothing is to be held.
export function hold(sheet, name, cell) {
  const key = `${HEAD}${sheet}/${name}`;
  if (cell) localStorage.setItem(key, JSON.stringify(cell));
  else localStorage.removeItem(key);
}

export function held(sheet) {
  const keys = keysFrom(`${sheet}/`);
  return Object.fromEntries(keys.map((key) => [key.slice(`${HEAD}${sheet}/`.length), JSON.parse(localStorage.getItem(key))]));
}

// Another window of this sheet held something: which cell, and what.
export function watch(sheet, told) {
  addEventListener("storage", ({ key, newValue }) => {
    const head = `${HEAD}${sheet}/`;
    if (key?.startsWith(head) && newValue) told(key.slice(head.length), JSON.parse(newValue));
  });
}

// How many cells of a person's sheets were not sent from this device.
export function countOf(person) {
  return keysFrom(`${person}/`).map((key) => JSON.parse(localStorage.getItem(key))).filter(({ edit, sent }) => edit || sent).length;
}

// A person's sheets with cells that were not sent: { "person/plan/quarter/unit": { name: fields } }.
export function unsentOf(person) {
  const sheets = {};
  for (const key of keysFrom(`${person}/`)) {
    const { edit, sent } = JSON.parse(localStorage.getItem(key));
    const [sheet, name] = [key.slice(HEAD.length, key.lastIndexOf("/")), key.slice(key.lastIndexOf("/") + 1)];
    if (edit || sent) (sheets[sheet] ??= {})[name] = edit ?? sent;
  }
  return sheets;
}

export function drop(sheet) {
  for (const key of keysFrom(`${sheet}/`)) localStorage.removeItem(key);
}

export function forget(person) {
  for (const key of keysFrom(`${person}/`)) localStorage.removeItem(key);
}

function keysFrom(head) {
  return Object.keys(localStorage).filter((key) => key.startsWith(HEAD + head));
}
