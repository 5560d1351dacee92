// On every page: how many cells wait on this device, and where. Where a sheet can be written no more, what they hold.
import { drop, unsentOf } from "./sheet/device.js";

const place = document.getElementById("unsent");
const behind = document.getElementById("left-behind");

if (place) {
  const sheets = unsentOf(place.dataset.person);
  const here = document.getElementById("sheet")?.dataset.kept ?? behind?.dataset.kept;
  sayElsewhere(Object.entries(sheets).filter(([sheet]) => sheet !== here));
  if (behind && sheets[here]) sayBehind(sheets[here]);
}

function sayElsewhere(sheets) {
  const count = sheets.reduce((sum, [, cells]) => sum + Object.keys(cells).length, 0);
  if (!count) return;
  place.prepend(`${place.dataset.words.replace("{n}", count)} `);
  for (const [sheet] of sheets) {
    const [, plan, quarter, unit] = sheet.split("/");
    place.append(Object.assign(document.createElement("a"), { href: `/${plan}/${quarter}/entry/${unit}/`, textContent: `${quarter} · ${unit}` }), " ");
  }
  place.hidden = false;
}

function sayBehind(cells) {
  const names = JSON.parse(document.getElementById("cell-names").textContent);
  const { absences, question } = behind.dataset;
  const words = JSON.parse(absences);
  behind.querySelector("ul").replaceChildren(...Object.entries(cells).map(([name, { number, absence }]) => {
    return Object.assign(document.createElement("li"), { textContent: `${names[name] ?? name}: ${words[absence] ?? (number || "–")}` });
  }));
  behind.querySelector("button").addEventListener("click", () => {
    if (!confirm(question)) return;
    drop(behind.dataset.kept);
    behind.hidden = true;
  });
  behind.hidden = false;
}
