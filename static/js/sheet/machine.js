// What becomes of each cell between the officer's hand and the server. Pure: no page, no clock, no network.
//
// A cell: { version, edit, sent, theirs, fault, isSaved, known }
//   version  the cell's own, as the server last told, that of its emptying too; null: it was never filled
//   edit     the fields as typed and not sent yet; null: nothing waits
//   sent     the fields on their way, or sent with no answer: they may have arrived or not, so they go again, first
//   theirs   what someone else wrote meanwhile, until the officer chooses
//   fault    why the server did not take it; it is sent again once it is edited
//   isSaved  the server took it since this page was opened
//   known    the fields that the server has, where this device heard of them later than its copy of the page was made
// A state is { cells: { name: cell } }. Every function gives a new state; what is typed is never thrown away here.

const EMPTY = { version: null, edit: null, sent: null, theirs: null, fault: "", isSaved: false, known: null };

export function begin(versions) {
  return { cells: Object.fromEntries(Object.entries(versions).map(([name, version]) => [name, { ...EMPTY, version }])) };
}

function change(state, names, alter) {
  const altered = names.map((name) => [name, { ...EMPTY, ...state.cells[name], ...alter(state.cells[name] ?? EMPTY, name) }]);
  return { ...state, cells: { ...state.cells, ...Object.fromEntries(altered) } };
}

const onTheirWay = (state) => Object.keys(state.cells).filter((name) => state.cells[name].sent);

export function edited(state, name, fields) {
  return change(state, [name], () => ({ edit: fields, fault: "" }));
}

// What goes next: { name: { fields, version } }. Empty where nothing can. What has no answer yet goes before newer edits.
export function batch(state) {
  const ready = Object.entries(state.cells).filter(([, cell]) => !cell.theirs && !cell.fault && (cell.sent ?? cell.edit));
  return Object.fromEntries(ready.map(([name, cell]) => [name, { fields: cell.sent ?? cell.edit, version: cell.version }]));
}

// What was typed can be read in two ways: it waits on the device, and goes once the officer has said which.
export function doubted(state, name, fault) {
  return change(state, [name], () => ({ fault }));
}

// The batch is on its way.
export function taken(state) {
  return change(state, Object.keys(batch(state)), ({ sent, edit }) => ({ sent: sent ?? edit, edit: sent ? edit : null }));
}

// The server took all of it: `versions` by name.
export function answered(state, versions) {
  return change(state, onTheirWay(state), ({ sent }, name) => ({ sent: null, version: versions[name] ?? null, isSaved: true, known: sent }));
}

// The server took nothing, since these are no longer what the officer saw; the others go again without them.
export function stale(state, theirs) {
  const names = onTheirWay(state).filter((name) => theirs[name]);
  return change(state, names, ({ sent, edit }, name) => ({ sent: null, edit: edit ?? sent, theirs: theirs[name] }));
}

// The server took nothing, since these are no figures; one that was edited since is tried again.
export function refused(state, faults) {
  const names = onTheirWay(state).filter((name) => faults[name]);
  return change(state, names, ({ sent, edit }, name) => ({ sent: null, edit: edit ?? sent, fault: edit ? "" : faults[name] }));
}

export function keepMine(state, name) {
  return change(state, [name], ({ theirs }) => ({ version: theirs.version, theirs: null }));
}

export function takeTheirs(state, name) {
  return change(state, [name], ({ theirs }) => ({ version: theirs.version, theirs: null, edit: null, known: theirs.fields }));
}

// The names of the cells that the server does not have yet.
export function unsent(state) {
  return Object.keys(state.cells).filter((name) => state.cells[name].edit || state.cells[name].sent);
}

// What the device holds of a cell: { version, edit, sent, known }; null: nothing that its page would not show by itself.
export function toHold({ version, edit, sent, known }) {
  return edit || sent || known ? { version, edit, sent, known } : null;
}

// ... and back again, over a page that was loaded anew; the server decides whether it is still what the officer saw.
export function restored(state, kept) {
  return change(state, Object.keys(kept), (cell, name) => kept[name]);
}

// The word for a cell: "" (untouched), saved, saving, waiting, refused, conflict. `isSending`: a batch is on its way.
export function standing(cell, isSending) {
  if (cell.theirs) return "conflict";
  if (cell.fault) return "refused";
  if (!cell.sent && !cell.edit) return cell.isSaved ? "saved" : "";
  return isSending ? "saving" : "waiting";
}
