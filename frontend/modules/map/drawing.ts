import * as L from "leaflet";
import type { LonLat } from "./gcj02";

/** So near to the first corner, in pixels, a click closes the area. */
const CLOSING = 14;
/** The most corners that an area may have. */
const CORNERS_MAX = 100;

/** An area in the making: corners are set by clicks, or at the middle of the map. */
export class Drawing {
  private corners: L.LatLng[] = [];
  private readonly shape: L.Polyline;
  private readonly layer: L.LayerGroup;

  /** `changed` hears of every corner, `closed` of the finished area. */
  constructor(
    private readonly map: L.Map,
    private readonly changed: (corners: number) => void,
    private readonly closed: (corners: LonLat[]) => void,
  ) {
    this.layer = L.layerGroup().addTo(map);
    this.shape = L.polyline([], { className: "map-drawing", interactive: false }).addTo(this.layer);
    map.on("click", this.click);
    map.doubleClickZoom.disable();
    map.getContainer().classList.add("map-is-drawing");
  }

  /** Sets a corner in the middle of the map, for those who draw by keys. */
  addMiddle(): void {
    this.add(this.map.getCenter());
  }

  /** Takes the last corner back. */
  undo(): void {
    this.corners.pop();
    this.draw();
  }

  /** Closes the area if it has corners enough. */
  finish(): void {
    if (this.corners.length < 3) return;
    const corners = this.corners.map((corner): LonLat => [corner.lng, corner.lat]);
    this.end();
    this.closed(corners);
  }

  /** Leaves nothing behind. */
  end(): void {
    this.map.off("click", this.click);
    this.map.doubleClickZoom.enable();
    this.map.getContainer().classList.remove("map-is-drawing");
    this.layer.remove();
  }

  private readonly click = (event: L.LeafletMouseEvent): void => {
    const first = this.corners[0];
    const near = first && this.map.latLngToContainerPoint(first).distanceTo(event.containerPoint) < CLOSING;
    if (near && this.corners.length >= 3) this.finish();
    else this.add(event.latlng);
  };

  private add(corner: L.LatLng): void {
    if (this.corners.length >= CORNERS_MAX || this.corners.at(-1)?.equals(corner)) return;
    this.corners.push(corner);
    this.draw();
  }

  private draw(): void {
    const first = this.corners[0];
    this.layer.eachLayer((layer) => {
      if (layer !== this.shape) this.layer.removeLayer(layer);
    });
    for (const corner of this.corners) {
      const className = corner === first ? "map-corner map-first-corner" : "map-corner";
      L.circleMarker(corner, { radius: 6, className, interactive: false }).addTo(this.layer);
    }
    this.shape.setLatLngs(first && this.corners.length > 2 ? [...this.corners, first] : this.corners);
    this.changed(this.corners.length);
  }
}
