import type { Box } from "./api";
import type { LonLat } from "./gcj02";

/** Decimals of degrees in addresses: about a metre. */
const DECIMALS = 5;
/** Parameters that say where, so that the map goes there when they change. */
const PLACE_PARAMS = ["city", "district", "business_district", "estate", "station", "within", "q"];

/** The address of the map for `query` with the given parameters set, or taken out where empty. */
export function mapAddress(query: string, changes: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(query);
  params.delete("page");
  params.delete("cursor");
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") params.delete(name);
    else params.set(name, value);
  }
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3B", ";");
  return text === "" ? "/map" : `/map?${text}`;
}

/** A box as the parameter `map_box` takes it. */
export function boxParam(box: Box): string {
  return [box.west, box.south, box.east, box.north].map((edge) => String(Number(edge.toFixed(DECIMALS)))).join(",");
}

/** The box of the parameter `map_box`, if there is one. */
export function boxOf(query: string): Box | undefined {
  const text = new URLSearchParams(query).get("map_box");
  const [west, south, east, north] = (text ?? "").split(",").map(Number);
  if (west === undefined || south === undefined || east === undefined || north === undefined) return undefined;
  return [west, south, east, north].every(Number.isFinite) ? { west, south, east, north } : undefined;
}

/** Corners as the parameter `within` takes them. */
export function areaParam(corners: readonly LonLat[]): string {
  return corners.map((corner) => corner.map((degrees) => String(Number(degrees.toFixed(DECIMALS)))).join(",")).join(";");
}

/** The corners of the parameter `within`; none without it. */
export function areaOf(query: string): LonLat[] {
  const text = new URLSearchParams(query).get("within");
  if (text === null) return [];
  const corners = text.split(";").map((pair) => pair.split(",").map(Number));
  return corners.flatMap(([lon, lat]) =>
    lon !== undefined && lat !== undefined && Number.isFinite(lon) && Number.isFinite(lat) ? [[lon, lat] as const] : [],
  );
}

/** The part of a query that says where. */
export function placeKey(query: string): string {
  const params = new URLSearchParams(query);
  return PLACE_PARAMS.map((name) => params.get(name) ?? "").join("|");
}
