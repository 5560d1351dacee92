// The search box as a combobox: what htmx brings as one types is walked with the arrows, opened by Enter, closed by Esc.
import { isAlone } from "./keys.js";

const box = document.getElementById("search-words");
const panel = document.getElementById("search-panel");

function next(place, count, step) {
  // From the box (-1) into the list and round: past the last one is back in the box.
  return ((place + 1 + step + count + 1) % (count + 1)) - 1;
}

if (box && panel) {
  const said = document.getElementById("search-said");
  const options = () => [...panel.querySelectorAll("[role=option]")];
  const chosen = () => panel.querySelector("[aria-selected=true]");

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "search-list");
  show(false);

  function show(isOpen) {
    panel.hidden = !isOpen;
    box.setAttribute("aria-expanded", String(isOpen && options().length > 0));
    if (!isOpen) choose(null);
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function walk(step) {
    if (panel.hidden) show(panel.childElementCount > 0);
    const all = options();
    choose(all[next(all.indexOf(chosen()), all.length, step)] ?? null);
  }

  const keys = {
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
    Enter: () => chosen().click(),
    Escape: () => show(false),
  };

  box.addEventListener("keydown", (event) => {
    const { key, isComposing, ctrlKey, altKey, metaKey } = event;
    if (!(key in keys) || isComposing || ctrlKey || altKey || metaKey) return;
    // Enter with nothing chosen sends the form; a second Esc is the box's own, which empties it.
    if (key === "Enter" && !chosen()) return;
    if (key === "Escape" && panel.hidden) return;
    event.preventDefault();
    keys[key]();
  });

  // The answer to somebody signed out meanwhile is another page: it is not for this place.
  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target === panel && new URL(detail.xhr.responseURL).pathname !== box.form.getAttribute("action")) detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target !== panel) return;
    const count = document.getElementById("search-count");
    said.textContent = count?.textContent ?? "";
    choose(null);
    show(Boolean(count) && box.form.contains(document.activeElement));
  });
  // A press in the panel leaves the typing where it is; going elsewhere closes it.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  box.form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!box.form.contains(relatedTarget)) show(false);
  });
  box.addEventListener("focus", () => show(panel.childElementCount > 0));
}

document.addEventListener("keydown", (event) => {
  if (!isAlone(event, "/")) return;
  const isThere = box?.checkVisibility?.() ?? Boolean(box?.offsetParent);
  if (!isThere && !document.querySelector("[data-search-page]")) return;
  event.preventDefault();
  if (isThere) { box.focus(); box.select(); }
  else document.querySelector("[data-search-page]").click();
});
