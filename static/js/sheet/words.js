// What the page says of saving: beside each cell, in the foot, and of what someone else wrote meanwhile.

import { cellOf } from "./cells.js";
import { standing } from "./machine.js";
import { doubtIn } from "./reading.js";

const filled = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// A text that counts, in the form that its number asks for.
export const counted = (texts, key, n) => filled(texts[n === 1 ? `${key}_one` : key], { n });

function element(tag, text, more = {}) {
  const made = Object.assign(document.createElement(tag), more);
  made.textContent = text;
  return made;
}

export function sayCells(form, state, texts, isSending, choose) {
  for (const [name, cell] of Object.entries(state.cells)) {
    const place = cellOf(form, name)?.querySelector(".cell-state");
    if (!place) continue;
    const now = standing(cell, isSending);
    const mark = JSON.stringify([now, cell.fault, cell.theirs]);
    if (place.dataset.mark === mark) continue;
    place.dataset.mark = mark;
    place.className = `cell-state cell-${now}`;
    place.replaceChildren(...said(name, cell, now, texts, choose));
    fieldOf(form, name)?.toggleAttribute("aria-invalid", now === "refused");
  }
  sayConflicts(form, state);
}

function said(name, cell, now, texts, choose) {
  if (now === "refused") return [element("span", `▲ ${cell.fault}`), ...question(name, cell, texts)];
  if (now !== "conflict") return now ? [texts[`cell_${now}`]] : [];
  const button = (text, mine) => pressed(text, () => choose(name, mine));
  const { said: value, by, at, fields } = cell.theirs;
  const [theirs, own] = [fields, cell.edit].map(noted);
  const both = filled(texts.conflict, { theirs: value + (theirs === own ? "" : theirs), by, at, mine: inWords(name, cell.edit) + (theirs === own ? "" : own) });
  return [element("span", both), " ", button(texts.mine, true), " ", button(texts.theirs, false)];
}

// What is typed in a cell, as its fields say it: a number, an answer, a silence; a dash where nothing is.
function inWords(name, { number = "", absence = "" }) {
  const [field, silences] = ["number", "absence"].map((kind) => document.querySelector(`[name="${kind}-${CSS.escape(name)}"]`));
  const chosen = (list, value) => [...list.options].find((option) => option.value === value)?.textContent;
  if (field.matches("select")) return number ? chosen(field, number) : "–";
  return absence ? chosen(silences, absence) : number.trim() || "–";
}

const noted = ({ reason = "", explanation = "" }) => [reason, explanation].filter((words) => words.trim()).map((words) => ` “${words.trim()}”`).join("");

const pressed = (text, onclick) => element("button", text, { type: "button", className: "btn btn-sm btn-outline-secondary", onclick });

// Of what can be read in two ways: the whole number it may be, or to type it anew.
function question(name, cell, texts) {
  const doubt = doubtIn(cell.edit?.number, texts);
  if (!doubt) return [];
  const field = document.querySelector(`[name="number-${CSS.escape(name)}"]`);
  const meant = () => {
    field.value = doubt.number;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  };
  return [" ", pressed(texts.it_is.replace("{number}", doubt.number), meant), " ", pressed(texts.type_again, () => field.focus())];
}

const fieldOf = (form, name) => cellOf(form, name)?.querySelector(`[name="number-${CSS.escape(name)}"]`);

function sayConflicts(form, state) {
  const notice = document.getElementById("conflicts");
  const names = Object.keys(state.cells).filter((name) => state.cells[name].theirs);
  notice.hidden = !names.length;
  if (notice.dataset.names === names.join()) return;
  notice.dataset.names = names.join();
  notice.querySelector("ul").replaceChildren(...names.map((name) => {
    const line = document.createElement("li");
    line.append(element("a", labelOf(form, name), { href: `#${fieldOf(form, name).id}` }));
    return line;
  }));
}

function labelOf(form, name) {
  const field = fieldOf(form, name);
  const row = field.closest("[role=group]")?.getAttribute("aria-label");
  const own = field.labels[0]?.textContent.trim() ?? name;
  return row ? `${row} (${own})` : own;
}

// One polite line: what waits, or when all was saved. `blocked`: the names of the cells that wait for the officer; the
// words lead to the first of them.
export function sayAll(place, { waiting, blocked, isHeld, isSending, isCut, savedAt, stop, isSignedOut }, texts) {
  const words = [];
  const going = waiting - blocked.length;
  if (stop) words.push(stop);
  else if (isSending) words.push(texts.saving);
  else {
    if (going) words.push(counted(texts, isCut && isHeld ? "cut" : "pending", going));
    if (waiting && !isHeld) words.push(texts.not_held);
    if (blocked.length) words.push(element("a", counted(texts, "blocked", blocked.length), { href: `#number-${blocked[0]}` }));
    if (!words.length && savedAt) words.push(filled(texts.saved, { time: savedAt }));
  }
  if (stop && isSignedOut) words.push(element("a", texts.sign_in, { href: `/sign-in/?next=${encodeURIComponent(location.pathname)}` }));
  const mark = words.map((word) => word.href ? word.href + word.textContent : word).join(" ");
  if (place.dataset.mark === mark) return;
  place.dataset.mark = mark;
  place.replaceChildren(...words.flatMap((word) => [word, " "]));
}

// What the rules say of the sheet as it was saved, beside its cells; where a word of explanation is due, its field opens.
export function sayFindings(form, findings) {
  for (const cell of form.querySelectorAll("[data-cell]")) {
    const here = findings[cell.dataset.cell] ?? [];
    const place = cell.querySelector(".said");
    place.querySelectorAll(":scope > :not(.cell-state, .remark)").forEach((old) => old.remove());
    place.append(...here.map(({ sentence, hard }) => element("p", `${hard ? "▲" : "◔"} ${sentence}`, { className: hard ? "fault" : "doubt" })));
    const explanation = cell.querySelector(".explanation");
    if (!explanation) continue;
    const row = cell.closest("tr");
    const asks = here.some(({ hard }) => !hard) || [...(row.nextElementSibling?.querySelectorAll("[data-cell]") ?? [])].some((part) => (findings[part.dataset.cell] ?? []).some(({ hard }) => !hard));
    explanation.classList.toggle("is-open", asks || explanation.querySelector("textarea").value !== "");
  }
}

export function sayTally(place, { filled: count, required, to_mend: mend, to_explain: explain }, texts) {
  const words = [filled(texts.filled, { filled: count, required })];
  if (mend) words.push(counted(texts, "to_mend", mend));
  if (explain) words.push(counted(texts, "to_explain", explain));
  place.textContent = words.join(" · ");
}
