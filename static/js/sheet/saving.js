// The form saved as it is filled in: every edit is on the device at once, and on the server as soon as the line allows.
import { cellOf, fieldsIn, isTouched, nameOf, read, settle, show } from "./cells.js";
import { held, hold, watch } from "./device.js";
import { send } from "./line.js";
import { answered, batch, begin, doubted, edited, keepMine, refused, restored, stale, takeTheirs, taken, toHold, unsent } from "./machine.js";
import { doubtIn } from "./reading.js";
import { sayAll, sayCells, sayFindings, sayTally } from "./words.js";

const PAUSE = 800;
const LONGEST_PAUSE = 60_000;

export function start(form, facts, texts) {
  const versionField = form.elements.version;
  const cells = [...form.querySelectorAll("[data-cell]")];
  let state = begin(Object.fromEntries(cells.map((cell) => [nameOf(cell), cell.dataset.version ? Number(cell.dataset.version) : null])));
  let isSending = false;
  let isCut = false;
  let savedAt = "";
  let stop = "";
  let isSignedOut = false;
  let isHeld = true; // whether this device takes what is to be held
  let typed = ""; // the cell being typed in
  let pause = PAUSE;
  let timer;
  let heard = Number(versionField.value);

  const waiting = () => unsent(state).length;

  function say() {
    sayCells(form, state, isHeld ? texts : { ...texts, cell_waiting: texts.cell_not_held }, isSending, choose);
    const blocked = cells.map(nameOf).filter((name) => state.cells[name].fault || state.cells[name].theirs);
    sayAll(document.getElementById("saving"), { waiting: waiting(), blocked, isHeld, isSending, isCut, savedAt, stop, isSignedOut }, texts);
  }

  // Every step: the device first, then what the page says.
  function become(next) {
    for (const [name, cell] of Object.entries(next.cells)) {
      if (cell === state.cells[name]) continue;
      const record = toHold(cell);
      isHeld = hold(form.dataset.kept, name, record && { ...record, upTo: heard });
    }
    state = next;
    say();
  }

  // The cells say something else than the officer typed last: whoever reckons with them reckons again.
  const tellShown = () => form.dispatchEvent(new Event("cells-shown"));

  function choose(name, mine) {
    const { theirs } = state.cells[name];
    if (!mine) show(cellOf(form, name), theirs.fields);
    tellShown();
    become(mine ? keepMine(state, name) : takeTheirs(state, name));
    soon(0);
  }

  function soon(wait = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  }

  // Send until nothing can go any more; one batch at a time, so that edits arrive in their order.
  // Of several windows of the same sheet one sends at a time, where the browser can see to it.
  function flush() {
    clearTimeout(timer);
    return navigator.locks ? navigator.locks.request(`plan749/${form.dataset.kept}`, sendAll) : sendAll();
  }

  async function sendAll() {
    while (!isSending && !stop && Object.keys(batch(state)).length) {
      const going = batch(state);
      isSending = true;
      become(taken(state));
      const answer = await send(form.dataset.cells, form.dataset.kept.split("/")[0], going);
      isSending = false;
      isCut = answer.kind === "failed";
      take[answer.kind](answer);
      if (isCut) return;
    }
  }

  const take = {
    saved(answer) {
      // Where someone else wrote another cell meanwhile, the page is no longer all that is there: the version it was
      // made from stays, so that handing in what was not seen is refused.
      const seen = Number(versionField.value);
      if (answer.version <= seen + 1) versionField.value = Math.max(seen, answer.version);
      heard = Math.max(heard, answer.version);
      savedAt = answer.saved_at;
      pause = PAUSE;
      become(answered(state, answer.cells));
      sayFindings(form, answer.findings);
      sayTally(document.getElementById("tally"), answer.tally, texts);
      if (waiting()) tellShown(); // typed meanwhile: the server has not judged that yet
    },
    stale: (answer) => become(stale(state, answer.cells)),
    invalid: (answer) => become(refused(state, answer.cells)),
    failed() {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      say();
      soon(pause);
    },
    stopped(answer) {
      stop = answer.code === "not_authenticated" ? texts.signed_out : `${answer.detail} ${texts.kept}`;
      isSignedOut = answer.code === "not_authenticated";
      say();
    },
  };

  form.addEventListener("change", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell) return;
    settle(cell, event.target);
    const doubt = doubtIn(read(cell).number, texts);
    const next = edited(state, nameOf(cell), read(cell));
    become(doubt ? doubted(next, nameOf(cell), doubt.sentence) : next);
    soon();
  });

  // What is being typed is on the device too, though not sent before the cell is left: a browser that is closed now
  // opens with it. Other windows wait until it is an edit.
  function holdTyped(cell) {
    const name = nameOf(cell);
    typed = name;
    hold(form.dataset.kept, name, { ...toHold({ ...state.cells[name], edit: read(cell) }), upTo: heard, isTyped: true });
  }

  form.addEventListener("input", ({ target }) => {
    const cell = target.closest("[data-cell]");
    if (cell) holdTyped(cell);
  });

  // Left as it was: there is no edit, and the device need not hold any.
  form.addEventListener("focusout", ({ target }) => {
    const cell = target.closest("[data-cell]");
    if (!cell || nameOf(cell) !== typed) return;
    const record = toHold(state.cells[typed]);
    hold(form.dataset.kept, typed, record && { ...record, upTo: heard });
    typed = "";
  });

  // Handing in: what waits goes first; what the server has is not posted again, only that it is to be handed in.
  form.addEventListener("submit", async (event) => {
    if (!waiting()) {
      disable(true);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    await flush();
    const place = document.getElementById("saving");
    if (waiting()) Object.assign(place, { textContent: texts.first_send }).dataset.mark = "";
    else form.requestSubmit(event.submitter);
  }, true);

  function disable(isSent) {
    for (const cell of cells) {
      for (const field of cell.querySelectorAll("[name]")) field.disabled = isSent;
    }
  }

  addEventListener("beforeunload", (event) => {
    if (!isHeld && waiting()) event.preventDefault();
  });
  addEventListener("pageshow", () => disable(false));
  addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => {
    stop = ""; // whoever comes back may have signed in meanwhile
    flush();
  });

  // Over the page as it came: what was not sent; and, over a copy made before, what this device saved since.
  function putBack(name, { upTo, isTyped, ...record }) {
    const isNews = record.edit || record.sent || upTo > Number(versionField.value);
    const fields = record.edit ?? record.sent ?? record.known;
    if (!(name in state.cells) || !isNews) return;
    const cell = cellOf(form, name);
    if (fields && !cell.contains(document.activeElement)) show(cell, fields);
    state = restored(state, { [name]: record });
  }

  // On a slow line one types before the scripts are here.
  const early = cells.filter((cell) => fieldsIn(cell).some(isTouched));
  const kept = held(form.dataset.kept);
  for (const [name, record] of Object.entries(kept)) putBack(name, record);
  for (const cell of early.filter((one) => !(nameOf(one) in kept))) become(edited(state, nameOf(cell), read(cell)));
  if (waiting()) queueMicrotask(tellShown); // once the others have started
  watch(form.dataset.kept, (name, record) => {
    if (record.isTyped) return;
    putBack(name, record);
    say();
    tellShown();
  });
  form.classList.add("saves-itself");
  say();
  soon(0);
}
