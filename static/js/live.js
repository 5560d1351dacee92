// A board that is open follows what is accepted: it asks whether anything changed, and puts in only the parts that did.
const EVERY = 800;
const SLOWEST = 30_000;
const live = document.getElementById("live");
const said = document.getElementById("updated");
let pause = EVERY;

if (live) setTimeout(look, EVERY);

async function look() {
  if (!document.hidden) {
    try {
      const answer = await fetch(location.href, { headers: { "If-None-Match": `"${live.dataset.stamp}"` }, cache: "no-store" });
      if (answer.redirected) return;
      pause = answer.status < 500 ? EVERY : slower();
      if (answer.status === 200) follow(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live"));
    } catch {
      pause = slower();
    }
  }
  setTimeout(look, pause);
}

function slower() {
  return Math.min(pause * 2, SLOWEST);
}

function follow(next) {
  if (!next) return;
  let changed = 0;
  for (const part of live.querySelectorAll("[data-part]")) {
    const other = next.querySelector(`#${part.id}`);
    if (other && other.innerHTML !== part.innerHTML) {
      put(part, other);
      changed += 1;
    }
  }
  live.dataset.stamp = next.dataset.stamp;
  live.dataset.changed = String(Number(live.dataset.changed ?? 0) + changed);
  if (changed) said.textContent = said.dataset.words;
}

// What was open stays open, and who stood on a link stands on it still.
function put(part, other) {
  const opened = new Set([...part.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent));
  const here = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  part.replaceChildren(...other.childNodes);
  for (const summary of part.querySelectorAll("details > summary")) {
    if (opened.has(summary.textContent)) summary.parentElement.open = true;
  }
  if (here !== null) [...part.querySelectorAll("a")].find((link) => link.getAttribute("href") === here)?.focus({ preventScroll: true });
}
