// Searches that somebody keeps on this device, until an account takes them over (saved/account.ts).
//
// One entry of the local storage under a versioned key, in the form in which the API takes them, the newest first.

export interface Search {
  name: string;
  /** Its query string. */
  query: string;
  /** Since when, as ISO 8601. */
  at: string;
}

/** As in saved/account.ts, which every page loads and which shares no code with this module for that reason. */
export const KEY = "zufang.v1.searches";
/** The most searches, as in an account. */
export const MOST = 50;
/** The longest name, in characters. */
export const NAME = 60;

/** What is stored may come from another version or from somebody's hands: what is no search is left out. */
export function parse(json: string | null): Search[] {
  let found: unknown;
  try {
    found = JSON.parse(json || "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  const searches = new Map<string, Search>();
  for (const entry of found as Partial<Search>[]) {
    const query = plain(String(entry?.query ?? ""));
    if (!query || searches.has(query)) continue;
    const at = new Date(Date.parse(String(entry?.at)) || 0).toISOString();
    searches.set(query, { name: named(String(entry?.name ?? "")) || query.slice(0, NAME), query, at });
  }
  return [...searches.values()].slice(0, MOST);
}

/** A query string as it is kept: from its first page. */
export function plain(search: string): string {
  return search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part && !/^(page|cursor|lang)=/.test(part))
    .join("&");
}

/** A name as it is kept. */
export function named(name: string): string {
  return Array.from(name.replace(/\p{Cc}/gu, "").trim()).slice(0, NAME).join("");
}

/** The list with `search` first; nothing when it is full. */
export function put(list: readonly Search[], search: Search): Search[] | undefined {
  const others = without(list, search.query);
  return others.length < MOST ? [search, ...others] : undefined;
}

export function without(list: readonly Search[], query: string): Search[] {
  return list.filter((search) => search.query !== query);
}

export function renamed(list: readonly Search[], query: string, name: string): Search[] {
  return list.map((search) => (search.query === query ? { ...search, name } : search));
}
