// Draws an indicator's charts from the numbers in the page, in the page's own colours; "b" opens their tables.
// Only drawing happens here: every word and every rounded number comes from the page.
/* global echarts */
import { hand, inLight } from "./pictures.js";
import { isAlone } from "./keys.js";

const charts = [];
const SCREEN = { width: "auto", height: "auto" };
const PAPER = { width: 690, height: 290 }; // what stands upright on A4 between its margins
const dark = matchMedia("(prefers-color-scheme: dark)");

if (window.echarts) {
  for (const figure of document.querySelectorAll("[data-chart]")) draw(figure);
  dark.addEventListener("change", () => drawAll(SCREEN));
  addEventListener("beforeprint", () => inLight(() => drawAll(PAPER)));
  addEventListener("afterprint", () => drawAll(SCREEN));
  new ResizeObserver(() => charts.forEach(({ chart }) => chart.resize())).observe(document.getElementById("content"));
}

document.addEventListener("keydown", (event) => {
  if (!isAlone(event, "b")) return;
  const tables = [...document.querySelectorAll("details.numbers")];
  const open = !tables.every((table) => table.open);
  for (const table of tables) table.open = open;
});

function drawAll(size) {
  for (const { chart, data } of charts) {
    chart.resize(size);
    chart.setOption(option(data), true);
  }
}

function draw(figure) {
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const canvas = figure.querySelector(".chart-canvas");
  figure.classList.add("is-drawn");
  const chart = echarts.init(canvas, null, { renderer: "svg", locale: data.language === "vi" ? "VI" : "EN" });
  chart.setOption(option(data));
  // ECharts writes a label of its own making over ours.
  canvas.setAttribute("aria-label", data.description);
  charts.push({ chart, data });
  figure.querySelector(".chart-tools").hidden = false;
  for (const button of figure.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => inLight(() => save(data, button.dataset.save)));
  }
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--plan-${name}`).trim();
  return { ink: of("ink"), muted: of("muted"), line: of("line"), surface: of("surface"), result: of("action"), road: of("met"), estimate: of("partly") };
}

function option(data) {
  const colour = colours();
  const format = new Intl.NumberFormat(data.language, { maximumFractionDigits: data.decimals + 1 });
  const font = getComputedStyle(document.body).fontFamily;
  return {
    animation: false,
    backgroundColor: colour.surface,
    textStyle: { fontFamily: font, color: colour.ink },
    aria: { enabled: true, label: { description: data.description }, decal: { show: true } },
    grid: { left: 8, right: 28, top: 24, bottom: narrow() ? 60 : 36, containLabel: true },
    legend: { bottom: 4, itemGap: 16, textStyle: { color: colour.muted }, data: legend(data) },
    tooltip: { trigger: "item", renderMode: "richText", backgroundColor: colour.surface, borderColor: colour.line, textStyle: { color: colour.ink, fontFamily: font }, formatter: ({ data: one }) => one?.words ?? "" },
    xAxis: { type: "value", axisLine: { lineStyle: { color: colour.line } }, splitLine: { show: false }, axisLabel: { color: colour.muted, hideOverlap: true, formatter: (at) => moment(at, data.names) }, ...ends(data) },
    yAxis: { type: "value", scale: true, axisLabel: { color: colour.muted, formatter: (value) => format.format(value).replace("-", "−") }, splitLine: { lineStyle: { color: colour.line } } },
    series: series(data, colour),
  };
}

function legend(data) {
  const { names } = data;
  return [names.result, ...(data.targets.length ? [names.target] : []), ...(data.road.length ? [names.road] : []), ...(data.projection.length ? [names.projection] : [])];
}

// A year by its end, a quarter by its number.
function moment(at, names) {
  return Number.isInteger(at) ? names.end.replace("{year}", at - 1) : names.quarters[(at % 1) * 4 - 1];
}

// On a phone the legend takes two lines.
function narrow() {
  return innerWidth < 600;
}

// From the first quarter there could be a figure of, in whole years; quarters have their ticks where there is room.
function ends(data) {
  const moments = [...data.quarters, ...[...data.targets, ...data.projection].filter(Boolean).map((one) => one.at)];
  const [min, max] = moments.length ? [Math.floor(Math.min(...moments) - 0.01), Math.ceil(Math.max(...moments))] : [0, 1];
  return { min, max, interval: max - min > 3 ? 1 : 0.25 };
}

function series(data, colour) {
  const told = (list) => list.map((one) => (one ? { value: [one.at, one.value], ...words(one) } : { value: [null, null] }));
  const drawn = [
    { name: data.names.result, type: "line", data: told(data.result), connectNulls: false, symbol: "circle", symbolSize: 8, lineStyle: { color: colour.result, width: 2 }, itemStyle: { color: colour.result }, z: 5 },
  ];
  const goals = { type: "line", connectNulls: false, itemStyle: { color: colour.road }, z: 4 };
  if (data.targets.length) {
    drawn.push({ ...goals, name: data.names.target, data: told(data.targets), symbol: "diamond", symbolSize: (_value, { data: one }) => (one?.words ? 10 : 0), lineStyle: { color: colour.road, width: 2, type: "dashed" } });
  }
  if (data.road.length) drawn.push({ ...goals, name: data.names.road, data: told(data.road.map((one) => ({ ...one, short: "" }))), symbol: "none", lineStyle: { color: colour.road, width: 1.5, type: [10, 4, 2, 4] } });
  if (data.projection.length) drawn.push(...band(data, colour), { name: data.names.projection, type: "line", data: told(data.projection), symbol: "emptyCircle", symbolSize: 5, lineStyle: { color: colour.estimate, width: 2, type: "dotted" }, itemStyle: { color: colour.estimate }, z: 3 });
  return drawn;
}

// Two stacked lines: what lies under the band, unseen, and the band's height upon it.
function band(data, colour) {
  const part = (name, height, area) => ({ name, type: "line", stack: "band", stackStrategy: "all", symbol: "none", silent: true, tooltip: { show: false }, lineStyle: { opacity: 0 }, data: data.projection.map((one) => [one.at, height(one)]), z: 1, ...area });
  return [
    part("low", (one) => one.low, {}),
    part(data.names.band, (one) => one.high - one.low, { areaStyle: { color: colour.estimate, opacity: 0.16 }, itemStyle: { color: colour.estimate } }),
  ];
}

function words(one) {
  return { label: { show: Boolean(one.short), position: "top", formatter: one.short ?? "", color: "inherit" }, words: one.label };
}

// The picture says by itself what it shows, of where, until when, and that it is provisional.
function save(data, kind) {
  const holder = echarts.init(null, null, { renderer: "svg", ssr: true, width: 1000, height: 560 });
  const whole = option(data);
  holder.setOption({ ...whole, grid: { ...whole.grid, top: 84 }, title: { text: data.title, subtext: data.subtitle, left: 12, top: 8, textStyle: { color: whole.textStyle.color, fontSize: 16, width: 960, overflow: "truncate" }, subtextStyle: { color: whole.legend.textStyle.color } } });
  if (kind === "svg") hand(new Blob([holder.renderToSVGString()], { type: "image/svg+xml" }), `${data.file}.svg`);
  else raster(holder.getOption(), data);
  holder.dispose();
}

function raster(whole, data) {
  const place = document.createElement("div");
  const chart = echarts.init(place, null, { renderer: "canvas", width: 1000, height: 560, devicePixelRatio: 2 });
  chart.setOption(whole);
  const address = chart.getDataURL({ type: "png", pixelRatio: 2 });
  const bytes = Uint8Array.from(atob(address.split(",")[1]), (letter) => letter.charCodeAt(0));
  hand(new Blob([bytes], { type: "image/png" }), `${data.file}.png`);
  chart.dispose();
}
