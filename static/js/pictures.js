// Pictures to take away: in light colours whatever the screen shows, as files of the names they are given.

// Paper is light. What is drawn or measured within is as a screen by day shows it; nothing is painted in between.
export function inLight(draw) {
  const dark = document.getElementById("dark")?.sheet;
  if (!dark) return draw();
  dark.disabled = true;
  try {
    return draw();
  } finally {
    dark.disabled = false;
  }
}

export function hand(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// A drawing that stands on its own, as points: twice as many as it is wide, for paper.
export async function raster(drawing, width, height) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((tell) => canvas.toBlob(tell, "image/png"));
}
