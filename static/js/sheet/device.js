// What this device holds of a sheet until the server has it, through a closed browser too. One key a person and sheet.

const HEAD = "plan749/unsent/";

export function hold(sheet, unsent) {
  if (Object.keys(unsent).length) localStorage.setItem(HEAD + sheet, JSON.stringify(unsent));
  else localStorage.removeItem(HEAD + sheet);
}

export function held(sheet) {
  return JSON.parse(localStorage.getItem(HEAD + sheet) ?? "{}");
}

// How many cells of a person's sheets were not sent from this device.
export function countOf(person) {
  return sheetsOf(person).reduce((sum, key) => sum + Object.keys(JSON.parse(localStorage.getItem(key))).length, 0);
}

export function forget(person) {
  for (const key of sheetsOf(person)) localStorage.removeItem(key);
}

function sheetsOf(person) {
  return Object.keys(localStorage).filter((key) => key.startsWith(`${HEAD}${person}/`));
}
