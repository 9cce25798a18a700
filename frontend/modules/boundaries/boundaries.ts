import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import city110100 from "./110100.geojson";
import city120100 from "./120100.geojson";
import city131000 from "./131000.geojson";
import city310100 from "./310100.geojson";
import city320100 from "./320100.geojson";
import city320500 from "./320500.geojson";
import city330100 from "./330100.geojson";
import city420100 from "./420100.geojson";
import city430700 from "./430700.geojson";
import city440100 from "./440100.geojson";
import city440300 from "./440300.geojson";
import city500100 from "./500100.geojson";
import city510100 from "./510100.geojson";
import city610100 from "./610100.geojson";

/** The districts of a city; property `adcode` is their code. */
export type Boundaries = FeatureCollection<Polygon | MultiPolygon, { adcode: number }>;

/** Edges in degrees. */
export interface Edges {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Where the boundaries of a city's districts are, and the box around them. */
interface Source {
  readonly url: string;
  readonly edges: Edges;
}

/** By the city's code. */
const SOURCES: Readonly<Record<string, Source>> = {
  110100: { url: city110100, edges: { west: 115.41, south: 39.44, east: 117.51, north: 41.06 } },
  120100: { url: city120100, edges: { west: 116.7, south: 38.55, east: 118.06, north: 40.24 } },
  131000: { url: city131000, edges: { west: 116.11, south: 38.47, east: 117.26, north: 40.08 } },
  310100: { url: city310100, edges: { west: 120.86, south: 30.69, east: 122.11, north: 31.87 } },
  320100: { url: city320100, edges: { west: 118.36, south: 31.23, east: 119.24, north: 32.61 } },
  320500: { url: city320500, edges: { west: 119.91, south: 30.77, east: 121.38, north: 32.05 } },
  330100: { url: city330100, edges: { west: 118.34, south: 29.19, east: 120.73, north: 30.57 } },
  420100: { url: city420100, edges: { west: 113.7, south: 29.97, east: 115.08, north: 31.36 } },
  430700: { url: city430700, edges: { west: 110.49, south: 28.41, east: 112.3, north: 30.13 } },
  440100: { url: city440100, edges: { west: 112.95, south: 22.56, east: 114.05, north: 23.93 } },
  440300: { url: city440300, edges: { west: 113.76, south: 22.4, east: 114.62, north: 22.86 } },
  500100: { url: city500100, edges: { west: 105.29, south: 28.16, east: 110.19, north: 32.21 } },
  510100: { url: city510100, edges: { west: 102.99, south: 30.09, east: 104.89, north: 31.44 } },
  610100: { url: city610100, edges: { west: 107.66, south: 33.7, east: 109.82, north: 34.74 } },
};

const loaded = new Map<string, Promise<Boundaries | undefined>>();

/** The district boundaries of `city`; none where there are none or they cannot be loaded. */
export function boundariesOf(city: string): Promise<Boundaries | undefined> {
  const source = SOURCES[city];
  if (!source) return Promise.resolve(undefined);
  let boundaries = loaded.get(city);
  if (!boundaries) {
    boundaries = fetch(source.url)
      .then((answer) => (answer.ok ? (answer.json() as Promise<Boundaries>) : undefined))
      .catch(() => undefined);
    loaded.set(city, boundaries);
  }
  return boundaries;
}

/** The box around the districts of `city`, where their boundaries are known. */
export function edgesOf(city: string): Edges | undefined {
  return SOURCES[city]?.edges;
}

/** The cities with known boundaries that reach into a box. */
export function citiesWithin(box: Edges): string[] {
  return Object.entries(SOURCES)
    .filter(
      ([, { edges }]) =>
        edges.west <= box.east && edges.east >= box.west && edges.south <= box.north && edges.north >= box.south,
    )
    .map(([city]) => city);
}
