// A text goes to the clipboard; where the browser keeps that from us it is selected, and one copies by hand.
for (const button of document.querySelectorAll("button[data-clip]")) {
  const text = document.getElementById(button.dataset.clip);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    const isDone = await clipped(text);
    said.textContent = isDone ? said.dataset.clipped : said.dataset.notClipped;
  });
}

async function clipped(text) {
  getSelection().selectAllChildren(text);
  // Without https there is no clipboard to ask for, only the old command.
  if (!navigator.clipboard) return document.execCommand("copy");
  return navigator.clipboard.writeText(text.textContent).then(() => true, () => document.execCommand("copy"));
}
