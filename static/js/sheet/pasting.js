// A block copied from a spreadsheet: a preview of what it would change, then the cells written as if typed.
import { cellOf, nameOf, read, show } from "./cells.js";
import { lay, parse } from "./block.js";
import { grouped, readFigure, sentenceOf } from "./reading.js";
import { counted } from "./words.js";

const NOTHING = "∅";

export function start(form, facts, texts) {
  const language = document.documentElement.lang;

  form.addEventListener("paste", (event) => {
    const cell = event.target.closest("[data-cell]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || !event.target.matches('[name^="number-"]') || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const all = cellsLike(cell);
    const laid = lay(parse(text), { all, below: all.slice(all.findIndex(({ name }) => name === nameOf(cell))) });
    preview(laid, (laid.pairs ?? []).map(judged));
  });

  // The cells that a column is meant for: the totals from top to foot; of parts those of the same figure.
  function cellsLike(cell) {
    const cells = [...(cell.closest(".parts-grid") ?? form).querySelectorAll("[data-cell]")];
    return cells.filter((one) => one.matches(".part") === cell.matches(".part")).map((one) => ({ name: nameOf(one), label: labelOf(one) }));
  }

  function labelOf(cell) {
    return fieldIn(cell).labels[0]?.textContent.trim() ?? nameOf(cell);
  }

  const fieldIn = (cell) => cell.querySelector('[name^="number-"]');

  // What a pair would do to its cell: { cell, now, then, standing, why }.
  function judged({ name, text }) {
    const cell = cellOf(form, name);
    const isChoice = fieldIn(cell).matches("select");
    const found = text === NOTHING && !isChoice ? { says: NOTHING } : readFigure(text, language, isChoice);
    const now = shown(cell);
    if (found.fault) return { cell, now, then: text, standing: "left", why: ["-", "–"].includes(text) ? texts.paste_no_data : sentenceOf(found, texts, language) };
    const value = found.says ?? (isChoice ? String(found.number) : grouped(found.number, language));
    const then = isChoice ? fieldIn(cell).querySelector(`[value="${value}"]`).textContent : value;
    const standing = now === then ? "same" : now ? "changed" : "added";
    return { cell, now, then, value, standing, why: "" };
  }

  function shown(cell) {
    const field = fieldIn(cell);
    if (field.matches("select")) return field.value ? field.selectedOptions[0].textContent : "";
    const absence = cell.querySelector('[name^="absence-"]');
    return absence?.value ? absence.selectedOptions[0].textContent.split(" ")[0] : field.value.trim();
  }

  function preview(laid, lines) {
    const ready = lines.filter(({ standing }) => standing === "added" || standing === "changed");
    const dialog = made("dialog", "", { className: "paste" });
    dialog.setAttribute("aria-labelledby", "paste-title");
    dialog.append(made("h2", texts.paste_title, { id: "paste-title", className: "h3" }));
    if (laid.refusal) dialog.append(made("p", texts[`paste_${laid.refusal}`]));
    else dialog.append(made("p", laid.isByName ? texts.paste_by_name : texts.paste_by_place, { className: "muted" }), table(lines));
    if (laid.unmatched?.length) dialog.append(made("p", texts.paste_unmatched.replace("{names}", laid.unmatched.slice(0, 10).join("; ")), { className: "doubt" }));
    if (laid.beyond) dialog.append(made("p", counted(texts, "paste_beyond", laid.beyond), { className: "doubt" }));
    const buttons = made("p", "", { className: "sheet-buttons mb-0" });
    if (ready.length) buttons.append(button(counted(texts, "paste_confirm", ready.length), "btn-primary", () => { dialog.close(); write(ready); }));
    buttons.append(button(texts.paste_cancel, "btn-outline-secondary", () => dialog.close()));
    dialog.append(buttons);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  function table(lines) {
    const whole = made("table", "", { className: "table" });
    const head = whole.createTHead().insertRow();
    for (const word of ["cell", "now", "then", "state"]) head.append(made("th", texts[`paste_${word}`], { scope: "col" }));
    const body = whole.createTBody();
    for (const { cell, now, then, standing, why } of lines) {
      const row = body.insertRow();
      row.className = `paste-${standing}`;
      row.append(made("th", labelOf(cell), { scope: "row" }), made("td", now || "–", { className: "number" }), made("td", then, { className: "number" }), made("td", texts[`paste_${standing}`] + (why ? `: ${why}` : "")));
    }
    const place = made("div", "", { className: "table-responsive", tabIndex: 0 });
    place.append(whole);
    return place;
  }

  function write(ready) {
    const before = ready.map(({ cell }) => ({ cell, fields: read(cell) }));
    for (const { cell, value } of ready) put(cell, { ...read(cell), number: value });
    const said = made("p", `${counted(texts, "pasted", ready.length)} `, { className: "mb-0", id: "pasted" });
    said.setAttribute("role", "status");
    said.append(button(texts.paste_undo, "btn-sm btn-outline-secondary", () => {
      for (const { cell, fields } of before) put(cell, fields);
      said.remove();
    }));
    document.getElementById("pasted")?.remove();
    form.querySelector(".sheet-foot").prepend(said);
  }

  function put(cell, fields) {
    show(cell, fields);
    fieldIn(cell).dispatchEvent(new Event("change", { bubbles: true }));
  }
}

const made = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
const button = (text, look, onclick) => made("button", text, { type: "button", className: `btn ${look}`, onclick });
