// <point-picker>: a map on which the point of a home is set. It writes into the fields whose ids its attributes
// `lon` and `lat` name, and shows what stands there. The fields work without it.
//
// Attributes: city (code), centre (`lon,lat` or empty), label, zoom-in and zoom-out (words of the buttons), tiles, attribution, datum.
import * as L from "leaflet";
import { boundariesOf, edgesOf } from "../boundaries/boundaries";
import { projectionFor, tileLayer, type Tiles } from "../map/tiles";

/** Where a map begins that knows nothing better: the country. */
const CHINA: L.LatLngBoundsExpression = [
  [18, 73],
  [53, 135],
];
/** Metres do not matter beyond so many digits. */
const DIGITS = 6;

class PointPicker extends HTMLElement {
  #map: L.Map | undefined;
  #pin: L.CircleMarker | undefined;
  #typed = (): void => this.#show();

  connectedCallback(): void {
    if (this.#map) return;
    const canvas = document.createElement("div");
    canvas.className = "map-canvas point-canvas";
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", this.getAttribute("label") ?? "");
    this.replaceChildren(canvas);
    const tiles = this.#tiles();
    this.#map = L.map(canvas, { crs: projectionFor(tiles), attributionControl: tiles !== undefined, zoomControl: false, maxZoom: 19 });
    const [zoomInTitle, zoomOutTitle] = ["zoom-in", "zoom-out"].map((name) => this.getAttribute(name) ?? "");
    L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(this.#map);
    if (tiles) tileLayer(tiles).addTo(this.#map);
    this.#map.on("click", ({ latlng }) => this.#pick(latlng));
    canvas.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !this.#map) return;
      event.preventDefault();
      this.#pick(this.#map.getCenter());
    });
    this.#look();
    void this.#draw();
    for (const field of this.#fields()) field.addEventListener("input", this.#typed);
    this.#show();
  }

  disconnectedCallback(): void {
    for (const field of this.#fields()) field.removeEventListener("input", this.#typed);
    this.#map?.remove();
    this.#map = undefined;
    this.#pin = undefined;
    this.replaceChildren();
  }

  #tiles(): Tiles | undefined {
    const url = this.getAttribute("tiles") ?? "";
    const datum = this.getAttribute("datum") === "gcj02" ? "gcj02" : "wgs84";
    return url === "" ? undefined : { url, attribution: this.getAttribute("attribution") ?? "", datum };
  }

  /** The fields of longitude and latitude. */
  #fields(): HTMLInputElement[] {
    return ["lon", "lat"].flatMap((name) => {
      const field = document.getElementById(this.getAttribute(name) ?? "");
      return field instanceof HTMLInputElement ? [field] : [];
    });
  }

  /** Looks at the city. */
  #look(): void {
    const edges = edgesOf(this.getAttribute("city") ?? "");
    this.#map?.fitBounds(
      edges
        ? [
            [edges.south, edges.west],
            [edges.north, edges.east],
          ]
        : CHINA,
      { animate: false },
    );
  }

  async #draw(): Promise<void> {
    const boundaries = await boundariesOf(this.getAttribute("city") ?? "");
    if (!boundaries || !this.#map) return;
    L.geoJSON(boundaries, { interactive: false, style: { className: "map-district" } }).addTo(this.#map).bringToBack();
  }

  /** Shows the point that the fields say. */
  #show(): void {
    const [lon, lat] = this.#fields().map((field) => (field.value.trim() === "" ? NaN : Number(field.value)));
    this.#pin?.remove();
    this.#pin = undefined;
    if (!this.#map || lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return;
    const at = L.latLng(lat, lon);
    this.#pin = L.circleMarker(at, { radius: 9, className: "point-pin", interactive: false }).addTo(this.#map);
    // Without tiles only the boundaries say where it is: they must be in sight.
    const close = this.#tiles() ? 14 : 11;
    if (!this.#map.getBounds().contains(at) || this.#map.getZoom() < close - 2) this.#map.setView(at, close, { animate: false });
  }

  #pick(at: L.LatLng): void {
    const [lon, lat] = this.#fields();
    if (!lon || !lat) return;
    lon.value = at.lng.toFixed(DIGITS);
    lat.value = at.lat.toFixed(DIGITS);
    for (const field of [lon, lat]) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("point-picker", PointPicker);
