// A unit's words go to the end of the province's text, under the unit's name; without this script one copies by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.into);
    const words = document.getElementById(button.dataset.copy).textContent;
    const before = text.value.trimEnd();
    text.value = `${before}${before ? "\n" : ""}${button.dataset.by}: ${words}`;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  });
}
