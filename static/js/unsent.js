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
  const { one, many } = place.dataset;
  place.prepend(`${(count === 1 ? one : many).replace("{n}", count)} `);
  for (const [sheet] of sheets) {
    const [, plan, quarter, unit] = sheet.split("/");
    place.append(Object.assign(document.createElement("a"), { href: `/${plan}/${quarter}/entry/${unit}/`, textContent: `${quarter} · ${unit}` }), " ");
  }
  place.hidden = false;
}

function sayBehind(cells) {
  const names = JSON.parse(document.getElementById("cell-names").textContent);
  const { absences, answers, choices, question } = behind.dataset;
  const words = JSON.parse(absences);
  const said = (name, number) => (choices.split(" ").includes(name) ? { ...JSON.parse(answers), ...words }[number] : number) || "–";
  const places = Object.keys(names);
  const inOrder = Object.entries(cells).sort(([one], [other]) => places.indexOf(one) - places.indexOf(other));
  behind.querySelector("ul").replaceChildren(...inOrder.map(([name, { number, absence }]) => {
    return Object.assign(document.createElement("li"), { textContent: `${names[name] ?? name}: ${words[absence] ?? said(name, number)}` });
  }));
  behind.querySelector("button").addEventListener("click", () => {
    if (!confirm(question)) return;
    drop(behind.dataset.kept);
    behind.hidden = true;
  });
  behind.hidden = false;
}
