// The scheme of places as a file that explains itself: what, where, until when and on what basis, that it is no map, the
// legend, and that figures are made up where they are. Every word is one of the page.
import { hand, inLight, raster } from "./pictures.js";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 20;
const LINE = 1.4; // of the size of the letters
const NARROWEST = 640;
const ROOM = 0.8; // of the width: where our letters are not installed, others are up to a fifth wider
const KEPT = {
  text: ["fill", "font-family", "font-size", "font-weight", "text-anchor"],
  tspan: ["fill"],
  rect: ["fill", "stroke", "stroke-width"],
  circle: ["fill", "stroke", "stroke-width"],
};

for (const figure of document.querySelectorAll("[data-picture]")) {
  figure.querySelector(".picture-tools").hidden = false;
  for (const button of figure.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(figure, button.dataset.save));
}

async function save(figure, kind) {
  const { drawing, width, height } = inLight(() => whole(figure));
  const blob = kind === "svg" ? new Blob([drawing], { type: "image/svg+xml" }) : await raster(drawing, width, height);
  hand(blob, `${figure.dataset.picture}.${kind}`);
}

// The page's words above, the drawing, and below it what it is and what its colours mean.
function whole(figure) {
  const drawn = figure.querySelector("svg");
  const size = { width: drawn.viewBox.baseVal.width, height: drawn.viewBox.baseVal.height };
  const width = Math.ceil(Math.max(size.width, NARROWEST)) + 2 * MARGIN;
  const root = made("svg", { xmlns: SVG, width });
  const sheet = { root, width: width - 2 * MARGIN, at: MARGIN };
  const style = getComputedStyle(document.documentElement);
  const [ink, muted, surface] = ["ink", "muted", "surface"].map((name) => style.getPropertyValue(`--plan-${name}`).trim());
  const ground = root.appendChild(made("rect", { width: "100%", height: "100%", fill: surface }));

  write(sheet, said("#picture-name"), { size: 17, weight: 600, fill: ink });
  write(sheet, said("h1"), { size: 14, fill: ink });
  write(sheet, said(".target-of-picture"), { size: 14, fill: ink });
  write(sheet, said("main .lead"), { size: 12, fill: muted });
  if (figure.dataset.mark) write(sheet, figure.dataset.mark, { size: 13, weight: 600, fill: ink });
  sheet.at += 8;
  const copy = root.appendChild(standing(drawn));
  place(copy, { x: (width - size.width) / 2, y: sheet.at, ...size });
  sheet.at += size.height + 12;
  write(sheet, said("figcaption"), { size: 12, fill: muted });
  if (document.querySelector(".without-point")) write(sheet, said(".without-point"), { size: 12, fill: ink });
  sheet.at += 6;
  for (const item of document.querySelectorAll(".tint-legend li:has(.tint-sample)")) explain(sheet, item, ink);
  const signs = [...document.querySelectorAll(".tint-legend li:not(:has(.tint-sample))")].map(unbroken);
  write(sheet, signs.join(" · "), { size: 12, fill: ink });

  const height = Math.ceil(sheet.at + MARGIN - 6);
  place(root, { height, viewBox: `0 0 ${width} ${height}` });
  place(ground, { width, height });
  root.prepend(Object.assign(made("title", {}), { textContent: `${said("#picture-name")}. ${said("h1")}` }));
  return { drawing: new XMLSerializer().serializeToString(root), width, height };
}

function said(selector) {
  return textOf(document.querySelector(selector));
}

// Without what is only for the ear or leads elsewhere.
function textOf(element) {
  const copy = element.cloneNode(true);
  for (const one of copy.querySelectorAll(".visually-hidden, .no-print")) one.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function unbroken(element) {
  return textOf(element).replaceAll(" ", "\u00a0");
}

// The drawing as it looks here, without what it needs from here: no style sheet, no links into the portal.
function standing(drawn) {
  const copy = drawn.cloneNode(true);
  const [before, after] = [drawn, copy].map((one) => one.querySelectorAll("*"));
  before.forEach((element, number) => {
    const style = getComputedStyle(element);
    for (const name of KEPT[element.localName] ?? []) after[number].setAttribute(name, style.getPropertyValue(name));
    after[number].removeAttribute("class");
  });
  for (const link of copy.querySelectorAll("a")) {
    const group = made("g", {});
    group.append(...link.childNodes);
    link.replaceWith(group);
  }
  for (const name of ["class", "role", "aria-labelledby"]) copy.removeAttribute(name);
  return copy;
}

// What a tint means, beside a sample of it.
function explain(sheet, item, ink) {
  const { backgroundColor, borderTopColor } = getComputedStyle(item.querySelector(".tint-sample"));
  const fill = backgroundColor === "rgba(0, 0, 0, 0)" ? "none" : backgroundColor;
  sheet.root.append(made("rect", { x: MARGIN, y: sheet.at + 1, width: 24, height: 14, fill, stroke: borderTopColor }));
  write(sheet, textOf(item), { size: 12, fill: ink, indent: 34 });
}

function write(sheet, words, { size, fill, weight = 400, indent = 0 }) {
  const family = getComputedStyle(document.body).fontFamily;
  for (const line of lines(words, `${weight} ${size}px ${family}`, (sheet.width - indent) * ROOM)) {
    const text = made("text", { x: MARGIN + indent, y: sheet.at + size, fill, "font-family": family, "font-size": size, "font-weight": weight });
    text.textContent = line;
    sheet.root.append(text);
    sheet.at += size * LINE;
  }
  sheet.at += 2;
}

function lines(words, font, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const found = [];
  for (const word of words.split(" ").filter(Boolean)) {
    const longer = found.length ? `${found.at(-1)} ${word}` : word;
    if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

function made(name, attributes) {
  return place(document.createElementNS(SVG, name), attributes);
}

function place(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
