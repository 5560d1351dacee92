// Opens a sheet without a network, as it was when it was last opened. Only sheets are kept, of one person at a time, with
// the files they are drawn with; every other page answers from the network alone. `PORTAL` stands above, from its view.
"use strict";

const SHEETS = "plan749-sheets-"; // and the person
const FILES = "plan749-files";
const PORTAL_CACHE = "plan749-portal";
const IS_SHEET = /^\/[^/]+\/\d{4}-Q[1-4]\/entry\/[^/]+\/$/;
const HAS_MARK = /\.[0-9a-f]{12}\./; // of its content in its name: such a file never changes
const HOPELESS = 8_000; // milliseconds without an answer, where there is a copy
const fresh = new Map(); // a sheet's address -> its text and policy, until its page says that it is complete

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepPortal());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), prune()]));
});

self.addEventListener("message", (event) => {
  event.waitUntil(keep(event.data).then(() => event.ports[0]?.postMessage("kept"), () => event.ports[0]?.postMessage("")));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const isPage = request.mode === "navigate";
  if (isPage && request.method === "POST" && PORTAL.doors.includes(pathname)) event.respondWith(throughTheDoor(event));
  else if (request.method !== "GET") return;
  else if (isPage && IS_SHEET.test(pathname)) event.respondWith(sheet(event, pathname, search));
  else if (isPage) event.respondWith(fetch(request).catch(() => caches.match(PORTAL.offline)));
  else if (pathname.startsWith(PORTAL.files_at)) event.respondWith(file(request));
});

// The page that says that there is no network, drawn for nobody: it holds no name.
async function keepPortal() {
  const cache = await caches.open(PORTAL_CACHE);
  await Promise.all([PORTAL.offline, ...PORTAL.offline_files].map(async (address) => {
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
    if (answer.ok) await cache.put(address, answer);
  }));
}

// Whoever comes in or goes out, the sheets that stand here belong to the one before.
async function throughTheDoor(event) {
  const answer = await fetch(event.request);
  if (answer.type === "opaqueredirect") event.waitUntil(forgetSheets());
  return answer;
}

async function forgetSheets(except = "") {
  fresh.clear();
  for (const name of await caches.keys()) {
    if (name.startsWith(SHEETS) && name !== except) await caches.delete(name);
  }
}

async function sheet(event, pathname, search) {
  const copy = await copyOf(pathname);
  const answer = fetch(event.request);
  try {
    const first = await (copy ? Promise.race([answer, slowness()]) : answer);
    if (first.status >= 500 && copy) return copy;
    // Asked for a part of it, or for a list of what is left to do: that is no copy to work on for days.
    if (first.ok && !search) event.waitUntil(read(first.clone()).then((page) => fresh.set(pathname, page)));
    return first;
  } catch {
    return copy ?? caches.match(PORTAL.offline);
  }
}

const read = async (answer) => ({ text: await answer.text(), policy: answer.headers.get("Content-Security-Policy") ?? "" });
const slowness = () => new Promise((_, reject) => { setTimeout(reject, HOPELESS); });

async function copyOf(pathname) {
  for (const name of await caches.keys()) {
    const found = name.startsWith(SHEETS) ? await (await caches.open(name)).match(pathname) : undefined;
    if (found) return found;
  }
  return undefined;
}

async function file(request) {
  const copy = await caches.match(request);
  if (copy && HAS_MARK.test(request.url)) return copy;
  return fetch(request).catch(() => copy ?? Response.error());
}

// A page says that it is complete: its files first, then its copy, so that no copy stands without its files.
async function keep({ person, pathname, title, kept, files }) {
  const { text, policy } = fresh.get(pathname) ?? await read(await fetch(pathname, { redirect: "error" }));
  if (!text.includes(`data-kept="${kept}"`)) return; // someone else's, or no sheet any more
  const cache = await caches.open(FILES);
  for (const address of files) {
    if (!HAS_MARK.test(address) || !(await cache.match(address))) await cache.add(address);
  }
  await forgetSheets(SHEETS + person);
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy,
    "X-Title": encodeURIComponent(title),
    "X-Files": JSON.stringify(files),
  };
  const copy = text.replace("<html ", `<html data-kept-at="${new Date().toISOString()}" `);
  await (await caches.open(SHEETS + person)).put(pathname, new Response(copy, { headers }));
  await prune();
}

// Files that no kept sheet is drawn with any more go.
async function prune() {
  const wanted = new Set();
  for (const name of await caches.keys()) {
    if (!name.startsWith(SHEETS)) continue;
    for (const copy of await (await caches.open(name)).matchAll()) {
      JSON.parse(copy.headers.get("X-Files")).forEach((address) => wanted.add(address));
    }
  }
  const cache = await caches.open(FILES);
  for (const request of await cache.keys()) {
    if (!wanted.has(request.url)) await cache.delete(request);
  }
}
