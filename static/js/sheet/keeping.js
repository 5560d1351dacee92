// Once opened, the sheet opens again without a network; a copy that was opened so says when it was made.

const WORKER = "/service-worker.js";

export async function start(form, facts, texts) {
  const { keptAt } = document.documentElement.dataset;
  if (keptAt) sayKept(form, texts.kept_copy.replace("{at}", moment(new Date(keptAt))), texts.reload);
  else if ("serviceWorker" in navigator) await keep(form);
}

async function keep(form) {
  await navigator.serviceWorker.register(WORKER);
  const { active } = await navigator.serviceWorker.ready;
  if (document.readyState !== "complete") await new Promise((done) => { addEventListener("load", done, { once: true }); });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => { form.dataset.copy = data; };
  active.postMessage({
    person: form.dataset.kept.split("/")[0],
    kept: form.dataset.kept,
    pathname: location.pathname,
    title: document.title.split(" · ").slice(0, 2).join(" · "),
    files: files(),
  }, [port2]);
}

// What this page is drawn with: scripts, styles, letters.
function files() {
  const { origin } = location;
  const ours = new URL(document.querySelector("link[rel=stylesheet]").href).pathname.split("/", 2).join("/");
  const names = performance.getEntriesByType("resource").map(({ name }) => name);
  return [...new Set(names)].filter((name) => name.startsWith(`${origin}${ours}/`));
}

function sayKept(form, words, reload) {
  const notice = Object.assign(document.createElement("p"), { className: "notice notice-warning", id: "kept-copy", textContent: `${words} ` });
  notice.setAttribute("role", "status");
  notice.append(Object.assign(document.createElement("a"), { href: location.href, textContent: reload }));
  form.before(notice);
}

const two = (number) => String(number).padStart(2, "0");
const moment = (at) => `${two(at.getHours())}:${two(at.getMinutes())} ${at.getDate()}/${at.getMonth() + 1}/${at.getFullYear()}`;
