// Signing out with cells that were not sent is asked about first; then this device forgets them.
import { countOf, forget } from "./sheet/device.js";

const form = document.getElementById("sign-out");

form?.addEventListener("submit", (event) => {
  const { person, question } = form.dataset;
  const count = countOf(person);
  if (count && !confirm(question.replace("{n}", count))) event.preventDefault();
  else forget(person);
});
