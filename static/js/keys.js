// Keys that act by themselves: only where they are switched on, and never while one types, with a modifier, or within
// the making of a letter out of several keys.
const areOn = document.documentElement.dataset.keys !== "off";

export function isAlone(event, key) {
  const { ctrlKey, altKey, metaKey, isComposing, keyCode, target } = event;
  // 229: a key that belongs to an input method, in browsers that do not say isComposing of it.
  if (!areOn || event.key !== key || ctrlKey || altKey || metaKey || isComposing || keyCode === 229) return false;
  return !target?.isContentEditable && !target?.closest?.("input, textarea, select, [contenteditable]");
}
