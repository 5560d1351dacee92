// The rules run as one types, without a network too. The server runs them again, and is the one that decides.
import { nameOf, read } from "./cells.js";
import { find } from "./checks.js";
import { ratesOf } from "./rates.js";
import { readFigure } from "./reading.js";
import { sayFindings, sayTally } from "./words.js";

const NOTHING = "∅";

export function start(form, facts, texts) {
  const language = document.documentElement.lang;
  // A form of the cells that came back alone does not have the others to compare with.
  if (!facts.elements?.every(({ code }) => form.querySelector(`[data-cell="${code}"]`))) return;
  form.addEventListener("change", ({ target }) => target.closest("[data-cell]") && say());
  form.addEventListener("cells-shown", say);

  function say() {
    const cells = {};
    const unread = new Set(); // the elements of which nothing can be said until a cell of theirs can be read
    for (const cell of form.querySelectorAll("[data-cell]")) {
      const content = contentOf(read(cell));
      if (content) cells[nameOf(cell)] = content;
      if (content === undefined) unread.add(nameOf(cell).split("-")[0]);
    }
    const found = find(facts, cells, language).filter((one) => !one.cells.some((name) => unread.has(name.split("-")[0])));
    sayFindings(form, byCell(found.filter(({ rule }) => rule !== "missing_reason")));
    for (const [code, text] of Object.entries(ratesOf(facts, cells, language))) form.querySelector(`[data-rate="${code}"]`).textContent = text;
    const open = found.filter(({ hard, isExplained }) => hard || !isExplained);
    const required = facts.elements.filter((element) => element.required);
    sayTally(document.getElementById("tally"), {
      filled: required.filter(({ code }) => cells[code]).length,
      required: required.length,
      to_mend: open.filter(({ hard }) => hard).length,
      to_explain: open.filter(({ hard }) => !hard).length,
    }, texts);
  }

  // What the fields mean: null for an empty cell, undefined for what is no figure.
  function contentOf({ number = "", absence = "", reason = "", explanation = "" }) {
    if (absence) return { number: null, absence, reason, explanation };
    if (number === "no_data") return { number: null, absence: number, reason, explanation };
    if (number.trim() === NOTHING) return { number: null, absence: "nothing_occurred", reason, explanation };
    if (!number.trim()) return null;
    const found = readFigure(number, language);
    return found.fault ? undefined : { number: found.number, absence: "", reason, explanation };
  }
}

function byCell(found) {
  const cells = {};
  for (const { cells: names, sentence, hard } of found) {
    for (const name of names) (cells[name] ??= []).push({ sentence, hard });
  }
  return cells;
}
