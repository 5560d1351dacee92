// A block copied from a spreadsheet, laid over the sheet's cells. Pure: no page.

const MOST_ROWS = 1000;

// Rows of cells: tabs between cells, a line a row; a cell in quotes may hold both, and doubled quotes.
export function parse(text) {
  const rows = [[""]];
  let isQuoted = false;
  const last = () => rows[rows.length - 1];
  const put = (letter) => { last()[last().length - 1] += letter; };
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let place = 0; place < source.length; place += 1) {
    const letter = source[place];
    if (letter === "\"" && (isQuoted || last().at(-1) === "")) {
      if (isQuoted && source[place + 1] === "\"") { put(letter); place += 1; } else isQuoted = !isQuoted;
    } else if (letter === "\t" && !isQuoted) last().push("");
    else if (letter === "\n" && !isQuoted) rows.push([""]);
    else put(letter);
    if (rows.length > MOST_ROWS) return rows;
  }
  return rows;
}

const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

// `cells`: [{ name, label }] downwards from the chosen one for `below`, all of the sheet for `all`.
// { pairs: [{ name, text }], isByName, unmatched: [label], beyond } or { refusal: too_many | empty | columns }.
export function lay(rows, { all, below }) {
  if (rows.length > MOST_ROWS) return { refusal: "too_many" };
  const width = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => (row[at] ?? "").trim()));
  const named = new Map(all.map(({ name, label }) => [plain(label), name]));
  const names = columns.findIndex((column) => column.some((text) => named.has(plain(text))));
  const filled = columns.map((column, at) => at).filter((at) => at !== names && columns[at].some((text) => text));
  if (!filled.length) return { refusal: "empty" };
  if (filled.length > 1) return { refusal: "columns" };
  const texts = columns[filled[0]];
  return names < 0 ? byPlace(texts, below) : byName(columns[names], texts, named);
}

function byName(labels, texts, named) {
  const rows = labels.map((label, at) => ({ label, name: named.get(plain(label)), text: texts[at] })).filter(({ text }) => text);
  const pairs = rows.filter(({ name }) => name).map(({ name, text }) => ({ name, text }));
  const unmatched = rows.filter(({ name }) => !name).map(({ label, text }) => label || text);
  return { pairs, isByName: true, unmatched, beyond: 0 };
}

function byPlace(texts, below) {
  const pairs = below.slice(0, texts.length).map(({ name }, at) => ({ name, text: texts[at] })).filter(({ text }) => text);
  return { pairs, isByName: false, unmatched: [], beyond: texts.slice(below.length).filter((text) => text).length };
}
