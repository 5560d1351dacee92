// What this device holds of a sheet until the server has it, through a closed browser too: one key a cell, so that two
// windows of the same sheet never write over each other's.

const HEAD = "plan749/cells/";

// A cell: { version, edit, sent, known, upTo }; null where nothing is to be held. False: the device is full, or its
// browser keeps nothing.
export function hold(sheet, name, cell) {
  const key = `${HEAD}${sheet}/${name}`;
  try {
    if (cell) localStorage.setItem(key, JSON.stringify(cell));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

export function held(sheet) {
  const head = `${sheet}/`;
  return Object.fromEntries(recordsFrom(head).map(([key, record]) => [key.slice(`${HEAD}${head}`.length), record]));
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
  return recordsFrom(`${person}/`).filter(([, { edit, sent }]) => edit || sent).length;
}

// A person's sheets with cells that were not sent: { "person/plan/quarter/unit": { name: fields } }.
export function unsentOf(person) {
  const sheets = {};
  for (const [key, { edit, sent }] of recordsFrom(`${person}/`)) {
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

// [[key, cell]]; what is no cell, as after a crash in the middle of writing, is passed over.
function recordsFrom(head) {
  return keysFrom(head).flatMap((key) => {
    try {
      const record = JSON.parse(localStorage.getItem(key));
      return record ? [[key, record]] : [];
    } catch {
      return [];
    }
  });
}

function keysFrom(head) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(HEAD + head));
  } catch {
    return [];
  }
}
