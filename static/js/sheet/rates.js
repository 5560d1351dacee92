// The unit's own rates as districts/rates.py reckons them. Pure; the same cases try both.
import { overYear } from "./checks.js";
import { grouped } from "./reading.js";

// { code: text } of `facts.rates`, from the cells as they stand.
export function ratesOf(facts, cells, language = "vi") {
  const sheet = { ...facts, cells };
  return Object.fromEntries(facts.rates.rates.map((rate) => [rate.code, textOf(sheet, rate, language)]));
}

function textOf(sheet, rate, language) {
  const [above, below] = [rate.numerator, rate.denominator].map((code) => overYear(sheet, sheet.elements.find((one) => one.code === code), code));
  const { words } = sheet.rates;
  if (above === null || below === null) return words.missing;
  if (below === 0) return above ? words.not_computable : words.nothing_occurred;
  return `${rounded(BigInt(above) * BigInt(rate.per), BigInt(below), rate.decimals, language)} ${rate.unit_of_measure}`;
}

// Half up, exactly: whole numbers as large as they get.
function rounded(above, below, decimals, language) {
  const scaled = (2n * above * 10n ** BigInt(decimals) + below) / (2n * below);
  const text = String(scaled).padStart(decimals + 1, "0");
  const whole = grouped(text.slice(0, text.length - decimals), language);
  return decimals ? whole + (language === "vi" ? "," : ".") + text.slice(-decimals) : whole;
}
