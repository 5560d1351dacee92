// The sheet's page: each behaviour gets the form, the facts of its cells and the sentences it may say.
import { start as checking } from "./checking.js";
import { start as keeping } from "./keeping.js";
import { start as keyboard } from "./keyboard.js";
import { start as pasting } from "./pasting.js";
import { start as saving } from "./saving.js";

const form = document.getElementById("sheet");
const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");
const facts = read("sheet-facts");
const texts = read("sheet-texts");

for (const start of [saving, checking, keyboard, pasting, keeping]) start(form, facts, texts);
