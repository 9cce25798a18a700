// The address of the search in a suggested place.

/** What kind of place a suggestion is, as the API says it. */
export type Kind = "city" | "district" | "business_district" | "station" | "estate";

/** A place that what was typed may mean, as `/api/v1/suggestions` answers. */
export interface Suggestion {
  kind: Kind;
  id: number;
  name: string;
  latin: string;
  /** First character and number of characters of the name that match. */
  matched: [number, number];
  city: number;
  within: string[];
  count: number;
}

/** Parameters that say where to look, or which page of that to show. */
const WHERE = ["q", "city", "district", "business_district", "estate", "station", "map_box", "within", "page", "cursor"];

/**
 * The search for homes in `place` instead of where `search` looks: all its other filters stay, and of
 * the words `rest`, which do not stand for the place.
 */
export function addressOf(place: Pick<Suggestion, "kind" | "id" | "city">, rest: string, search: Iterable<[string, string]>): string {
  const params = new URLSearchParams();
  if (rest !== "") params.set("q", rest);
  params.set("city", String(place.city));
  if (place.kind !== "city") params.set(place.kind, String(place.id));
  for (const [name, value] of search) {
    if (value !== "" && !WHERE.includes(name)) params.append(name, value);
  }
  return `/listings?${params}`;
}
