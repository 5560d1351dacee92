// Leaving a form with figures that were typed and not saved is asked about first.
export function start(form) {
  let isChanged = form.querySelector("[aria-invalid], .theirs") !== null;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
