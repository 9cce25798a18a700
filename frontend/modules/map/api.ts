/** What `/api/v1/map` answers. */
export interface HomeMap {
  readonly total: number;
  readonly placed: number;
  readonly places: readonly Cluster[];
  readonly clusters: readonly Cluster[];
  readonly bounds: Box | null;
}

/** Edges in degrees. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Homes that are shown together. */
export interface Cluster {
  readonly count: number;
  readonly median_rent: number;
  readonly point: { readonly lon: number; readonly lat: number };
  readonly bounds: Box | null;
  readonly precision: "home" | "estate" | "business_district" | null;
  readonly place: { readonly param: string; readonly value: string; readonly name: string } | null;
  readonly home: {
    readonly id: number;
    readonly title: string;
    readonly rooms: number | null;
    readonly area: number | null;
  } | null;
}

/** From this zoom level on the answer holds clusters; before, places. */
export const NEAR = 12;
/** Up to this zoom level the places are cities, unless one is chosen. */
const FAR = 8;

/** Which places an answer holds and whether clusters: answers of one kind differ by their view only. */
export function levelOf(zoom: number): "far" | "wide" | "near" {
  if (zoom >= NEAR) return "near";
  return zoom <= FAR ? "far" : "wide";
}

/** Asks for the map of a search in a view. */
export async function askForMap(query: string, view: Box, zoom: number, signal: AbortSignal): Promise<HomeMap> {
  const edges = [view.west, view.south, view.east, view.north].map((edge) => edge.toFixed(5)).join(",");
  const separator = query === "" ? "" : "&";
  const answer = await fetch(`/api/v1/map?${query}${separator}view=${edges}&zoom=${Math.floor(zoom)}`, { signal });
  if (!answer.ok) throw new Error(`the map answers ${answer.status}`);
  return (await answer.json()) as HomeMap;
}
