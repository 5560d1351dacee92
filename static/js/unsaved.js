// Leaving a form with figures that were typed and not saved is asked about first.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let isChanged = form.querySelector("[aria-invalid], .theirs") !== null;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  addEventListener("beforeunload", (event) => {
    // A form that saves itself holds what was typed on this device.
    if (isChanged && !form.classList.contains("saves-itself")) event.preventDefault();
  });
}
