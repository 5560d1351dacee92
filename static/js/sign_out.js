// Signing out with cells that were not sent is asked about first; then this device forgets them.
import { countOf, forget } from "./sheet/device.js";

const form = document.getElementById("sign-out");

form?.addEventListener("submit", (event) => {
  const { person, one, many } = form.dataset;
  const count = countOf(person);
  if (count && !confirm((count === 1 ? one : many).replace("{n}", count))) event.preventDefault();
  else forget(person);
});
