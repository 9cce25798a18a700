import * as L from "leaflet";
import { fromGcj02, toGcj02 } from "./gcj02";

/** Background tiles, as the operator sets them. */
export interface Tiles {
  /** The address with `{z}`, `{x}`, `{y}`, as Leaflet takes it. */
  readonly url: string;
  /** Whom the tiles are from. */
  readonly attribution: string;
  /** What the tiles are drawn in. */
  readonly datum: "wgs84" | "gcj02";
}

/** Web Mercator for tiles that are drawn in GCJ-02: everything else on the map stays in WGS-84. */
const Gcj02: L.CRS = L.Util.extend({}, L.CRS.EPSG3857, {
  code: "GCJ02",
  projection: L.Util.extend({}, L.Projection.SphericalMercator, {
    project(at: L.LatLng): L.Point {
      const [lng, lat] = toGcj02([at.lng, at.lat]);
      return L.Projection.SphericalMercator.project(L.latLng(lat, lng));
    },
    unproject(point: L.Point): L.LatLng {
      const at = L.Projection.SphericalMercator.unproject(point);
      const [lng, lat] = fromGcj02([at.lng, at.lat]);
      return L.latLng(lat, lng);
    },
  }),
});

/** The projection that fits the tiles. */
export function projectionFor(tiles: Tiles | undefined): L.CRS {
  return tiles?.datum === "gcj02" ? Gcj02 : L.CRS.EPSG3857;
}

/** The layer of the tiles. */
export function tileLayer(tiles: Tiles): L.TileLayer {
  return L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19, maxNativeZoom: 18 });
}
