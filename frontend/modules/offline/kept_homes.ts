/** A home whose page is kept. */
export interface KeptHome {
  path: string;
  title: string;
  summary: string;
}

/** The homes that the service worker keeps, the one viewed last first. */
export async function keptHomes(): Promise<KeptHome[]> {
  if (!("caches" in window)) return [];
  const homes: KeptHome[] = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("pages-")) continue;
    const pages = await caches.open(name);
    for (const request of await pages.keys()) {
      const html = await (await pages.match(request))?.text();
      if (html !== undefined) homes.push(described(new URL(request.url).pathname, html));
    }
  }
  return homes.reverse();
}

/** What a home's page says of it. A document made by the parser runs no script and loads nothing. */
function described(path: string, html: string): KeptHome {
  const page = new DOMParser().parseFromString(html, "text/html");
  const summary = page.querySelector('meta[name="description"]')?.getAttribute("content") ?? "";
  return { path, title: page.querySelector("h1")?.textContent ?? path, summary };
}
