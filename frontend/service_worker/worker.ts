// The service worker: keeps the shell of this build and the homes viewed last readable without a
// network. Pages always come from the network when there is one, so nobody sees an old build;
// calls of server functions and of the API, and everything that changes something, pass it by.
import { EDGE, HOME, homeIn, keepsPage } from "../modules/offline/rules";

declare const self: ServiceWorkerGlobalScope;
/** What the build is known by, and the files of its shell. Put in by the build. */
declare const BUILD: string;
declare const SHELL: string[];

const SHELL_CACHE = `shell-${BUILD}`;
/** Pages name the assets of their build, so they are kept by build. */
const PAGES_PREFIX = "pages-";
const PAGES_CACHE = `${PAGES_PREFIX}${BUILD}`;
/** Photos never change under their name: they outlive builds. */
const PHOTOS_CACHE = "photos";
/** The reader's language, and the homes whose pages are to be fetched again in this build. */
const NOTES_CACHE = "notes";
const KEPT = [SHELL_CACHE, PAGES_CACHE, PHOTOS_CACHE, NOTES_CACHE];

const PAGES_MAX = 30;
const PHOTOS_MAX = 240;
const PHOTOS_OF_HOME = 8;
/** A page that was kept less than this ago, in milliseconds, is not fetched again. */
const FRESH = 10 * 60_000;
const LANGUAGES = ["zh-CN", "en"];

const offlinePage = (language: string) => `/offline?lang=${language}`;
/** A page that says who is signed in. */
const NAMES_ACCOUNT = /<html[^>]* data-account=/;
const stylesheet = SHELL.find((path) => path.endsWith(".css"));

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

async function install() {
  const shell = await caches.open(SHELL_CACHE);
  // These keep their names when they change.
  const anew = (path: string) => shell.add(new Request(path, { cache: "reload" }));
  await Promise.all([shell.addAll(SHELL), ...LANGUAGES.map((language) => anew(offlinePage(language)))]);
  await Promise.allSettled(["/favicon.svg", "/icons.svg"].map(anew));
  // What is open goes on with the files it has loaded, see modules/offline; no page waits.
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

async function activate() {
  await self.registration.navigationPreload?.enable();
  const names = await caches.keys();
  const old = names.filter((name) => !KEPT.includes(name));
  const homes: string[] = [];
  for (const name of old.filter((name) => name.startsWith(PAGES_PREFIX))) {
    const pages = await (await caches.open(name)).keys();
    homes.push(...pages.map((page) => new URL(page.url).pathname));
  }
  if (homes.length > 0) await note("homes", [...new Set(homes)].slice(-PAGES_MAX).join("\n"));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (keepsPage(url.pathname)) event.respondWith(page(event, url.pathname));
  } else if (url.pathname.startsWith("/pkg/")) {
    event.respondWith(asset(request));
  } else if (EDGE.test(url.pathname)) {
    event.respondWith(firstFromCache(request));
  } else if (url.pathname === "/icons.svg" || url.pathname === "/favicon.svg") {
    // Their addresses may end in a hash of what is in them.
    event.respondWith(fetch(request).catch(() => kept(url.pathname)));
  }
});

/** A page from the network; without one, as it was seen last, else the page that says so. */
async function page(event: FetchEvent, path: string): Promise<Response> {
  try {
    const answer = ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
    if (HOME.test(path) && answer.ok) event.waitUntil(keepPage(path, answer.clone()));
    return answer;
  } catch {
    const seen = await (await caches.open(PAGES_CACHE)).match(path);
    return seen ?? kept(offlinePage(await language()));
  }
}

/** Hashed files are the same for good; those of another build are not kept. */
async function asset(request: Request): Promise<Response> {
  const shell = await caches.open(SHELL_CACHE);
  return (await shell.match(request)) ?? fetch(request);
}

async function firstFromCache(request: Request): Promise<Response> {
  const photos = await caches.open(PHOTOS_CACHE);
  return (await photos.match(request)) ?? fetch(request);
}

async function kept(request: Request | string): Promise<Response> {
  const shell = await caches.open(SHELL_CACHE);
  return (await shell.match(request)) ?? Response.error();
}

/**
 * Keeps the page of a home, unless it is of another build: then a newer worker is on its way. It is kept as
 * everybody sees it, since nothing of who was signed in may stay on the device.
 */
async function keepPage(path: string, answer: Response) {
  const html = await answer.clone().text();
  if (NAMES_ACCOUNT.test(html)) {
    const open = await fetch(path, { credentials: "omit", headers: { "accept-language": await language() } });
    if (open.ok && !open.redirected) await keepPage(path, open);
    return;
  }
  if (stylesheet && !html.includes(stylesheet)) {
    await self.registration.update();
    return;
  }
  await putLast(PAGES_CACHE, path, answer, PAGES_MAX);
}

/** Puts an answer as the newest of a cache, and lets the oldest go. */
async function putLast(name: string, path: string, answer: Response, most: number) {
  const cache = await caches.open(name);
  await cache.delete(path);
  await cache.put(path, answer);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - most)).map((old) => cache.delete(old)));
}

self.addEventListener("message", (event) => {
  event.waitUntil(hear(event.data));
});

/** What a page says once it is shown: its language, and which home it shows with which photos. */
async function hear(message: { language?: unknown; home?: unknown; photos?: unknown }) {
  if (LANGUAGES.includes(String(message.language))) await note("language", String(message.language));
  const home = homeIn(message);
  if (home) {
    const pages = await caches.open(PAGES_CACHE);
    const before = await pages.match(home.path);
    const age = Date.now() - Date.parse(before?.headers.get("date") ?? "");
    if (!(age < FRESH)) await fetchPage(home.path);
    await keepPhotos(home.photos.slice(0, PHOTOS_OF_HOME));
  }
  await fetchNoted();
}

async function fetchPage(path: string) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await keepPage(path, answer);
}

async function keepPhotos(paths: string[]) {
  const photos = await caches.open(PHOTOS_CACHE);
  for (const path of paths) {
    if (await photos.match(path)) continue;
    const answer = await fetch(path).catch(() => undefined);
    if (answer?.ok) await putLast(PHOTOS_CACHE, path, answer, PHOTOS_MAX);
  }
}

/** Fetches the pages of an older build again, which were let go when this one took over. */
async function fetchNoted() {
  const homes = await noted("homes");
  if (!homes) return;
  await note("homes", "");
  const pages = await caches.open(PAGES_CACHE);
  for (const path of homes.split("\n").filter((path) => HOME.test(path)))
    if (!(await pages.match(path))) await fetchPage(path).catch(() => undefined);
}

async function language(): Promise<string> {
  const said = (await noted("language")) ?? self.navigator.language;
  return LANGUAGES.includes(said) ? said : said.startsWith("en") ? "en" : "zh-CN";
}

async function note(name: string, text: string) {
  await (await caches.open(NOTES_CACHE)).put(`/note/${name}`, new Response(text));
}

async function noted(name: string): Promise<string | undefined> {
  const note = await (await caches.open(NOTES_CACHE)).match(`/note/${name}`);
  return note?.text();
}
