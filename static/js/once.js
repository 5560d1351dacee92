// A form is sent once: its buttons rest while the answer is on its way. The server is safe without this.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    // After this turn, so that the pressed button's own name is still sent.
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
  });
}
// Coming back by the browser's own button finds them awake again.
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-once] button").forEach((button) => { button.disabled = false; });
});
