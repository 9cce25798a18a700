import type { Cluster } from "./api";

/** A home of the list beside the map, and where it stands. */
export interface ListedHome {
  readonly id: number;
  readonly lat: number;
  readonly lon: number;
  /** Whether it stands there only roughly. */
  readonly vague: boolean;
}

/** Reads `id,lon,lat,precision;…`, as the page writes it; homes without position are not in it. */
export function listedHomes(text: string): ListedHome[] {
  return text
    .split(";")
    .filter((part) => part !== "")
    .map((part) => {
      const [id, lon, lat, precision] = part.split(",");
      return { id: Number(id), lon: Number(lon), lat: Number(lat), vague: precision === "business_district" };
    });
}

/** Whether the home stands where the cluster is. */
export function isIn(home: ListedHome, cluster: Cluster): boolean {
  if (cluster.home) return cluster.home.id === home.id;
  const { bounds, point } = cluster;
  if (!bounds) return Math.hypot(home.lon - point.lon, home.lat - point.lat) < 0.00002;
  return home.lon >= bounds.west && home.lon <= bounds.east && home.lat >= bounds.south && home.lat <= bounds.north;
}

const CARDS = ".cards > .card";

/** The list beside the map. Its cards are known by the link to their home. */
export class List {
  constructor(private readonly frame: Element) {}

  /** The home whose card holds `target`. */
  homeAt(target: EventTarget | null): number | undefined {
    if (!(target instanceof Element)) return undefined;
    const card = target.closest(CARDS);
    return card && this.frame.contains(card) ? idOf(card) : undefined;
  }

  /** Marks the cards of these homes, and no others. */
  mark(homes: readonly number[]): void {
    for (const card of this.frame.querySelectorAll(CARDS)) {
      const id = idOf(card);
      card.classList.toggle("pointed", id !== undefined && homes.includes(id));
    }
  }

  /** Brings the card of a home into sight; false where the list does not have it. */
  reveal(home: number): boolean {
    const card = [...this.frame.querySelectorAll(CARDS)].find((card) => idOf(card) === home);
    if (!card) return false;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ block: "nearest", inline: "center", behavior: calm ? "auto" : "smooth" });
    return true;
  }
}

function idOf(card: Element): number | undefined {
  const link = card.querySelector<HTMLAnchorElement>("h3 a");
  const id = /\/listings\/(\d+)$/.exec(link?.pathname ?? "")?.[1];
  return id === undefined ? undefined : Number(id);
}
