// What the page says of saving: beside each cell, in the foot, and of what someone else wrote meanwhile.

import { cellOf } from "./cells.js";
import { standing } from "./machine.js";
import { doubtIn } from "./reading.js";

const filled = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

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
  const { said: value, by, at } = cell.theirs;
  const both = filled(texts.conflict, { theirs: value, by, at, mine: cell.edit.number || "–" });
  return [element("span", both), " ", button(texts.mine, true), " ", button(texts.theirs, false)];
}

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

// One polite line: what waits, or when all was saved.
export function sayAll(place, { waiting, blocked, isSending, isCut, savedAt, stop, isSignedOut }, texts) {
  let words = "";
  if (stop) words = stop;
  else if (isSending) words = texts.saving;
  else if (waiting && waiting === blocked) words = filled(texts.blocked, { n: waiting });
  else if (waiting) words = filled(isCut ? texts.cut : texts.pending, { n: waiting });
  else if (savedAt) words = filled(texts.saved, { time: savedAt });
  if (place.firstChild?.textContent === words) return;
  place.textContent = words;
  if (stop && isSignedOut) place.append(" ", element("a", texts.sign_in, { href: `/sign-in/?next=${encodeURIComponent(location.pathname)}` }));
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
  if (mend) words.push(filled(texts.to_mend, { n: mend }));
  if (explain) words.push(filled(texts.to_explain, { n: explain }));
  place.textContent = words.join(" · ");
}
