// Which sheets can be opened without a network: those whose copies stand on this device.
async function keptSheets() {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("plan749-sheets-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const copy = await cache.match(request);
      found.push({ address: request.url, title: decodeURIComponent(copy.headers.get("X-Title")) });
    }
  }
  return found;
}

keptSheets().then((sheets) => {
  const place = document.getElementById("kept-sheets");
  for (const { address, title } of sheets) {
    const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
    const line = document.createElement("li");
    line.append(link);
    place.querySelector("ul").append(line);
  }
  place.hidden = !sheets.length;
  document.getElementById("no-kept-sheets").hidden = sheets.length > 0;
});
