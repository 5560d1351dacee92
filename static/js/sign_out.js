// Signing out with cells that were not sent is asked about first; then this device forgets them, and no other window and
// no page of before shows any longer what was seen.
import { countOf, forget } from "./sheet/device.js";

const LEFT = "left-the-portal"; // when somebody last did so on this device; the sign-in page writes it
const form = document.getElementById("sign-out");
const before = localStorage[LEFT];
const again = () => location.replace(location.pathname + location.search);

form?.addEventListener("submit", (event) => {
  const { person, one, many } = form.dataset;
  const count = countOf(person);
  if (count && !confirm((count === 1 ? one : many).replace("{n}", count))) event.preventDefault();
  else {
    forget(person);
    sessionStorage.leaving = person;
  }
});
addEventListener("storage", ({ key }) => { if (key === LEFT) again(); });
// Coming back by the browser's own button may find the page as it was left.
addEventListener("pageshow", ({ persisted }) => { if (persisted && localStorage[LEFT] !== before) again(); });
