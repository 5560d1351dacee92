// The plan's rules over a sheet as it is filled in, as districts/checks.py runs them. Pure; one table of cases tries both.
//
// `facts` as districts/sheet_facts.py gives them; `cells`: { name: { number, absence, reason, explanation } }, where an
// empty cell is not there. Gives findings: { rule, hard, cells: [name], sentence, isExplained }.
import { grouped } from "./reading.js";

const RUNS = { part_of_whole: partOfWhole, splits_add_up: splitsAddUp, year_to_date_never_falls: yearToDateNeverFalls, change_of_stock: changeOfStock, jump_of_flow: jumpOfFlow, outlier };
const COMPARES = ["change_of_stock", "jump_of_flow", "outlier"];

export function find(facts, cells, language = "vi") {
  const sheet = { ...facts, cells, language };
  const found = missingReasons(sheet);
  for (const rule of facts.rules) {
    const said = COMPARES.includes(rule.rule) ? found.filter((one) => COMPARES.includes(one.rule)).map((one) => one.cells[0]) : [];
    found.push(...RUNS[rule.rule](sheet, rule).filter((one) => !said.includes(one.cells[0])));
  }
  const places = facts.elements.flatMap((element) => partsOf(element).map((part) => nameOf(element, part)));
  const place = (one) => places.indexOf(one.cells[0]);
  return found.sort((one, other) => place(one) - place(other) || other.hard - one.hard);
}

const TOTAL = { code: "", name: "" };
const nameOf = (element, part = TOTAL) => (part.code ? `${element.code}-${part.code}` : element.code);
const partsOf = (element) => [TOTAL, ...element.groups.flat()];
const titleOf = (element, part) => (part.name ? `${element.name} (${part.name})` : element.name);
const counted = (cell) => (!cell ? null : cell.absence === "nothing_occurred" ? 0 : cell.number);
const numberIn = (sheet, name) => counted(sheet.cells[name]) ?? null;

function finding(sheet, rule, cells, sentence, values) {
  const words = sheet.sentences[sentence].replace(/\{(\w+)\}/g, (whole, name) => (typeof values[name] === "number" ? grouped(values[name], sheet.language) : values[name]));
  const isExplained = [...cells, cells[0].split("-")[0]].some((name) => sheet.cells[name]?.explanation?.trim());
  return { rule: rule.rule, hard: rule.severity === "hard", cells, sentence: words, isExplained };
}

function missingReasons(sheet) {
  const silent = sheet.elements.filter(({ code }) => sheet.cells[code]?.absence === "no_data" && !sheet.cells[code].reason.trim());
  return silent.map(({ code, name }) => finding(sheet, { rule: "missing_reason", severity: "hard" }, [code], "missing_reason", { element: name }));
}

function partOfWhole(sheet, rule) {
  const [part, whole] = [rule.part, rule.whole].map((code) => sheet.elements.find((element) => element.code === code));
  if (!part || !whole) return [];
  return partsOf(part).flatMap((split) => {
    const names = [nameOf(part, split), nameOf(whole, split)];
    if (!names.every((name) => sheet.cells[name])) return [];
    const [one, all] = [part, whole].map((element, at) => (rule.over_year ? overYear(sheet, element, names[at]) : numberIn(sheet, names[at])));
    if (one === null || all === null || one <= all) return [];
    const values = { part: titleOf(part, split), part_number: one, whole: titleOf(whole, split), whole_number: all };
    return [finding(sheet, rule, names, `part_of_whole_${rule.severity}${rule.over_year ? "_year" : ""}`, values)];
  });
}

// An element over the year to this quarter; null while a quarter it needs is missing.
export function overYear(sheet, element, name) {
  const now = numberIn(sheet, name);
  if (element.kind === "stock" || element.kind === "cumulative") return now;
  const before = Array.from({ length: sheet.quarter - 1 }, (_, at) => sheet.earlier[at + 1]?.[name] ?? null);
  const all = [...before, now];
  if (element.kind === "annual") return all.findLast((number) => number !== null) ?? null;
  return all.includes(null) ? null : all.reduce((sum, number) => sum + number, 0);
}

function splitsAddUp(sheet, rule) {
  return sheet.elements.flatMap((element) => element.groups.flatMap((group) => split(sheet, rule, element, group)));
}

function split(sheet, rule, element, group) {
  const names = group.map((part) => nameOf(element, part));
  const numbers = names.map((name) => numberIn(sheet, name));
  const given = numbers.filter((number) => number !== null);
  const total = numberIn(sheet, element.code);
  const sum = given.reduce((all, number) => all + number, 0);
  const values = { element: element.name, sum, total };
  if (given.length && given.length < group.length) {
    const empty = names.filter((name, at) => numbers[at] === null);
    return [finding(sheet, rule, empty, "split_incomplete", { ...values, parts: group.map(({ name }) => name).join(", ") })];
  }
  if (given.length && total !== null && sum !== total) return [finding(sheet, rule, [element.code, ...names], "splits_add_up", { ...values, parts: group.map(({ name }) => name).join(" + ") })];
  if (given.length && total === null && sheet.cells[element.code]) return [finding(sheet, rule, [element.code, ...names], "splits_without_total", values)];
  return [];
}

function yearToDateNeverFalls(sheet, rule) {
  return sheet.elements.filter(({ kind }) => kind === "cumulative").flatMap((element) => partsOf(element).flatMap((part) => {
    const name = nameOf(element, part);
    const before = Object.values(sheet.earlier).map((numbers) => numbers[name]).filter((number) => number !== undefined);
    const [now, then] = [numberIn(sheet, name), Math.max(...before)];
    return now !== null && before.length && now < then ? [finding(sheet, rule, [name], rule.rule, { element: titleOf(element, part), now, then })] : [];
  }));
}

function compared(sheet, rule, kind, past, isFar) {
  return sheet.elements.filter((element) => element.kind === kind && !element.boolean).flatMap(({ code, name }) => {
    const [now, then] = [numberIn(sheet, code), past[code] ?? null];
    return now !== null && then !== null && isFar(now, then) ? [finding(sheet, rule, [code], rule.rule, { element: name, now, then })] : [];
  });
}

function changeOfStock(sheet, rule) {
  const isFar = (now, then) => Math.abs(now - then) > rule.and_more_than && Math.abs(now - then) * 100 > rule.more_than_percent * then;
  return compared(sheet, rule, "stock", sheet.previous, isFar);
}

function jumpOfFlow(sheet, rule) {
  return compared(sheet, rule, "flow", sheet.last_year, (now, then) => now - then > rule.and_more_than && now > rule.more_than_times * then);
}

function outlier(sheet, rule) {
  return sheet.elements.filter(({ kind, boolean }) => ["stock", "flow"].includes(kind) && !boolean).flatMap(({ code, name }) => {
    const now = numberIn(sheet, code);
    const before = sheet.history.map((numbers) => numbers[code]).filter((number) => number !== undefined).sort((one, other) => one - other);
    const [low, high] = [before[0], before.at(-1)];
    if (now === null || before.length < Math.max(rule.at_least_quarters, 1) || (now >= low && now <= high)) return [];
    const median = twiceMedian(before);
    const spread = twiceMedian(before.map((number) => Math.abs(2 * number - median)).sort((one, other) => one - other));
    const distance = Math.abs(2 * now - median);
    const isFar = distance > 2 * rule.and_more_than && 100 * distance > rule.more_than_percent * median && 2 * distance > rule.more_than_mads * spread;
    return isFar ? [finding(sheet, rule, [code], rule.rule, { element: name, now, quarters: before.length, low, high })] : [];
  });
}

const twiceMedian = (ordered) => ordered[(ordered.length - 1) >> 1] + ordered[ordered.length >> 1];
