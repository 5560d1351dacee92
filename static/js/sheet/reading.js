// A text as a figure, read as the server reads it (indicators/values.py). Pure; one table of cases tries both.

const EDGES = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
const SPACES = /[ \u00a0\u2009\u202f]/g;
const PLAIN = /^[0-9]+$/;
const SPACED = /^[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+$/;
const GROUPED = { vi: /^[1-9][0-9]{0,2}(?:\.[0-9]{3})+$/, en: /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/ };
const MARKED = /^[0-9]+(?:[.,][0-9]+)+$/;
const DIGITS = 9;
const LONGEST_ECHO = 40;
const ANSWERS = { 1: 1, có: 1, yes: 1, 0: 0, không: 0, no: 0 };

const trimmed = (text) => text.normalize("NFC").replace(EDGES, "");
const digits = (text) => text.replace(/[^0-9]/g, "").replace(/^0+/, "") || "0";

// { number } or { fault, text, number }; `number` of a fault is the whole number it could be meant as.
export function readFigure(text, language = "vi", boolean = false) {
  const typed = trimmed(text);
  if (boolean) {
    const answer = ANSWERS[typed.toLowerCase()];
    return answer === undefined ? refusal("not_yes_no", typed) : { number: answer };
  }
  const isNegative = "-\u2212\u2013".includes(typed[0] ?? " ");
  const size = isNegative ? trimmed(typed.slice(1)) : typed;
  const fault = faultOf(size, language);
  if (isNegative && fault !== "not_a_number") return refusal("negative", typed);
  if (fault) return refusal(fault, typed, fault === "ambiguous" ? Number(digits(size)) : 0);
  return { number: Number(digits(size)) };
}

function faultOf(size, language) {
  const shapes = [PLAIN, SPACED, GROUPED[language] ?? GROUPED.en];
  if (shapes.some((shape) => shape.test(size))) return digits(size).length > DIGITS ? "too_large" : "";
  if (Object.values(GROUPED).some((shape) => shape.test(size)) && digits(size).length <= DIGITS) return "ambiguous";
  return MARKED.test(size.replace(SPACES, "")) ? "not_whole" : "not_a_number";
}

function refusal(fault, typed, number = 0) {
  const letters = [...typed];
  return { fault, text: letters.length > LONGEST_ECHO ? `${letters.slice(0, LONGEST_ECHO).join("")}…` : typed, number };
}

// 1.234 in Vietnamese, 1,234 in English.
export const grouped = (number, language = "vi") => String(number).replace(/\B(?=(?:[0-9]{3})+$)/g, language === "vi" ? "." : ",");

// The sentence of a refusal, out of the page's texts.
export function sentenceOf({ fault, text, number }, texts, language = "vi") {
  const values = { text, number: grouped(number, language), maximum: grouped(texts.maximum, language) };
  return texts[`fault_${fault}`].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// What can be read in two ways, with its sentence and the whole number it may be; null for anything else.
export function doubtIn(text, texts, language = document.documentElement.lang) {
  const found = readFigure(text ?? "", language);
  return found.fault === "ambiguous" ? { sentence: sentenceOf(found, texts, language), number: grouped(found.number, language) } : null;
}
