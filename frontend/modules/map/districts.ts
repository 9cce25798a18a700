import * as L from "leaflet";
import { boundariesOf, citiesWithin } from "../boundaries/boundaries";
import type { Cluster } from "./api";

/** Shades from the lowest to the highest median rent. */
const SHADES = 5;

/** The districts with their boundaries, shaded by the median rent of what matches there. */
export class Districts {
  private readonly layer: L.LayerGroup;
  private readonly shown = new Map<string, L.GeoJSON>();
  private figures: ReadonlyMap<string, Cluster> = new Map();

  constructor(private readonly map: L.Map) {
    this.layer = L.layerGroup().addTo(map);
  }

  /** Draws the districts of the chosen city, or of the cities in sight. */
  async show(city: string, far: boolean): Promise<void> {
    const bounds = this.map.getBounds();
    const inSight = citiesWithin({
      west: bounds.getWest(),
      south: bounds.getSouth(),
      east: bounds.getEast(),
      north: bounds.getNorth(),
    });
    const wanted = city !== "" ? [city] : far ? [] : inSight;
    for (const [code, drawn] of this.shown) {
      if (!wanted.includes(code)) {
        this.layer.removeLayer(drawn);
        this.shown.delete(code);
      }
    }
    for (const code of wanted) {
      if (this.shown.has(code)) continue;
      const boundaries = await boundariesOf(code);
      if (!boundaries || this.shown.has(code)) continue;
      const drawn = L.geoJSON(boundaries, { interactive: false, style: { className: "map-district" } });
      this.shown.set(code, drawn);
      this.layer.addLayer(drawn);
      drawn.bringToBack();
    }
    this.shade();
  }

  /** Takes the figures of an answer. */
  tell(places: readonly Cluster[]): void {
    this.figures = new Map(places.flatMap((place) => (place.place ? [[place.place.value, place] as const] : [])));
    this.shade();
  }

  /** The box around a district that is drawn. */
  boundsOf(code: string): L.LatLngBounds | undefined {
    return this.layerOf(code)?.getBounds();
  }

  private layerOf(code: string): L.Polygon | undefined {
    return this.polygons().find(({ adcode }) => adcode === code)?.polygon;
  }

  private polygons(): { adcode: string; polygon: L.Polygon }[] {
    return [...this.shown.values()].flatMap((drawn) =>
      drawn.getLayers().flatMap((layer) => {
        const polygon = layer as L.Polygon<{ adcode: number }>;
        const adcode = polygon.feature?.properties.adcode;
        return adcode === undefined ? [] : [{ adcode: String(adcode), polygon }];
      }),
    );
  }

  private shade(): void {
    const rents = [...this.figures.values()].map((place) => place.median_rent).sort((a, b) => a - b);
    for (const { adcode, polygon } of this.polygons()) {
      const element = polygon.getElement();
      const figure = this.figures.get(adcode);
      if (!element) continue;
      const rank = figure ? rents.indexOf(figure.median_rent) : -1;
      const shade = rank < 0 ? "none" : String(Math.floor((rank * SHADES) / rents.length));
      element.setAttribute("data-shade", shade);
    }
  }
}
