// Homes that somebody keeps in this browser: favourites, history, and those to compare.
//
// Each list is one entry of the local storage under a versioned key: ids with the moment (ms) and the
// title, newest first, so that an account can take them over later, and a home that is gone can still
// be named. Where nothing can be stored the lists live as long as the page.

export type List = "favourites" | "history" | "compare";

export interface Home {
  id: number;
  /** When it was put, in milliseconds since 1970. */
  at: number;
  title: string;
}

/** Why nothing is stored: the browser refuses it, or has no room left. */
export type Trouble = "" | "off" | "full";

export const LISTS: readonly List[] = ["favourites", "history", "compare"];
export const MOST: Readonly<Record<List, number>> = { favourites: 100, history: 100, compare: 4 };
const PREFIX = "zufang.v1.";
const TITLE = 100;

type Place = Pick<Storage, "getItem" | "setItem">;

export class Kept {
  trouble: Trouble = "";
  /** What was read, until somebody else writes. */
  readonly #read = new Map<List, Home[]>();
  /** What could not be stored, and counts more than what is. */
  readonly #unstored = new Map<List, Home[]>();

  /**
   * @param storage asked at every access, because asking alone may be refused
   * @param changed told which list is another now
   */
  constructor(
    private readonly storage: () => Place,
    private readonly changed: (list: List) => void,
  ) {}

  homes(list: List): readonly Home[] {
    const known = this.#unstored.get(list) ?? this.#read.get(list);
    if (known) return known;
    let homes: Home[] = [];
    try {
      homes = parse(this.storage().getItem(PREFIX + list)).slice(0, MOST[list]);
    } catch {
      this.trouble = "off";
    }
    this.#read.set(list, homes);
    return homes;
  }

  has(list: List, id: number): boolean {
    return this.homes(list).some((home) => home.id === id);
  }

  /** Puts `home` first. False when the list is full; of the history the oldest goes instead. */
  put(list: List, home: Home): boolean {
    const others = this.homes(list).filter(({ id }) => id !== home.id);
    if (others.length >= MOST[list] && list !== "history") return false;
    this.replace(list, [{ ...home, title: home.title.slice(0, TITLE) }, ...others].slice(0, MOST[list]));
    return true;
  }

  remove(list: List, id: number) {
    const homes = this.homes(list);
    const others = homes.filter((home) => home.id !== id);
    if (others.length < homes.length) this.replace(list, others);
  }

  replace(list: List, homes: readonly Home[]) {
    const kept = [...homes];
    this.#read.set(list, kept);
    try {
      this.storage().setItem(PREFIX + list, JSON.stringify(kept));
      this.#unstored.delete(list);
      if (this.#unstored.size === 0) this.trouble = "";
    } catch (error) {
      this.#unstored.set(list, kept);
      this.trouble = isFull(error) ? "full" : "off";
    }
    this.changed(list);
  }

  /** Another page wrote the entry `key`; all of them where it is null. */
  written(key: string | null) {
    for (const list of LISTS) {
      if (key !== null && key !== PREFIX + list) continue;
      this.#read.delete(list);
      this.changed(list);
    }
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && /quota/i.test(error.name);
}

/** What is stored may come from another version or from somebody's hands: what is no home is left out. */
export function parse(json: string | null): Home[] {
  let found: unknown;
  try {
    found = JSON.parse(json ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(found)) return [];
  const homes = new Map<number, Home>();
  for (const entry of found as Partial<Home>[]) {
    const id = entry?.id;
    if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 1 || homes.has(id)) continue;
    const at = Number.isSafeInteger(entry.at) && (entry.at as number) > 0 ? (entry.at as number) : 0;
    homes.set(id, { id, at, title: String(entry.title ?? "").slice(0, TITLE) });
  }
  return [...homes.values()];
}
