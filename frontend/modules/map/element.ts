import * as L from "leaflet";
import { edgesOf } from "../boundaries/boundaries";
import { areaOf, areaParam, boxOf, boxParam, mapAddress, placeKey } from "./address";
import { askForMap, type Box, type Cluster, type HomeMap, levelOf, NEAR } from "./api";
import { Districts } from "./districts";
import { Drawing } from "./drawing";
import type { LonLat } from "./gcj02";
import { isIn, List, type ListedHome, listedHomes } from "./listed";
import { isPlace, labelBox, markerOf, type Shape, SHAPES } from "./markers";
import { Texts, thousands } from "./texts";
import { projectionFor, type Tiles, tileLayer } from "./tiles";
import { Toolbar } from "./toolbar";

/** How long the map must rest before it asks, in milliseconds. */
const REST = 250;
/** What is seen before anything is known: China. */
const CHINA = L.latLngBounds([18, 73], [54, 135]);
/** The share of the homes that a first look must take in, of those whose place is known. */
const MOST = 0.95;
/** Where a label may stand, seen from its place, the nearest first. */
const ASIDE: readonly [L.Point, ...L.Point[]] = [
  L.point(0, 0),
  ...[16, 32, 48, 64].flatMap((far) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((eighth) => L.point(Math.cos((eighth * Math.PI) / 4) * far, Math.sin((eighth * Math.PI) / 4) * far).round()),
  ),
];
/** How near single homes are shown when a box is opened. */
const CLOSEST = 18;

/**
 * `<listing-map>`: the homes of a search on a map.
 *
 * Attributes: `query` (the search's canonical query string), `city` (its city's code), `homes` (the
 * list's homes and where they stand), `list` (the id of the element around the list), `texts`, and
 * `tiles`, `attribution`, `datum` where there are background tiles. The map changes the search only by
 * following links, which the page takes over; every answer of the server is for one search and one
 * view, and no answer moves the map except the first, when nothing else says where to look.
 */
class ListingMap extends HTMLElement {
  static readonly observedAttributes = ["query", "city", "homes"];

  private map: L.Map | undefined;
  private texts = new Texts("");
  private toolbar!: Toolbar;
  private districts!: Districts;
  private readonly markers = L.layerGroup();
  private readonly outline = L.layerGroup();
  private readonly mark = L.layerGroup();
  private drawing: Drawing | undefined;
  private homes: ListedHome[] = [];
  private answer: HomeMap | undefined;
  private timer = 0;
  private asking: AbortController | undefined;
  /** The search and view that were asked for last. */
  private asked = "";
  private place: string | undefined;
  /** Whether the next answer decides where to look. */
  private lost = false;
  /** Whether the map is being moved by itself. */
  private moving = false;
  private changed = false;

  connectedCallback(): void {
    if (this.map) return;
    this.texts = new Texts(this.getAttribute("texts") ?? "");
    this.toolbar = new Toolbar(this.texts, {
      zoom: (by) => this.map?.setZoom(this.map.getZoom() + by),
      whole: () => this.look(),
      draw: () => this.draw(),
      addMiddle: () => this.drawing?.addMiddle(),
      undo: () => this.drawing?.undo(),
      finish: () => this.drawing?.finish(),
      cancel: () => this.stopDrawing(),
    });
    const canvas = document.createElement("div");
    canvas.className = "map-canvas";
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", this.texts.say("label"));
    this.replaceChildren(canvas, this.toolbar.element);
    const tiles = this.tiles();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(canvas, {
      crs: projectionFor(tiles),
      zoomControl: false,
      attributionControl: tiles !== undefined,
      minZoom: 3,
      maxZoom: 19,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      markerZoomAnimation: !calm,
      inertia: !calm,
      bounceAtZoomLimits: false,
    });
    if (tiles) tileLayer(tiles).addTo(this.map);
    this.map.attributionControl?.setPrefix(false);
    this.map.fitBounds(CHINA, { animate: false });
    this.districts = new Districts(this.map);
    for (const layer of [this.outline, this.mark, this.markers]) layer.addTo(this.map);
    this.map.on("moveend", () => this.moved());
    this.addEventListener("keydown", this.key);
    document.addEventListener("pointerover", this.pointAtCard);
    document.addEventListener("focusin", this.pointAtCard);
    this.update();
  }

  disconnectedCallback(): void {
    document.removeEventListener("pointerover", this.pointAtCard);
    document.removeEventListener("focusin", this.pointAtCard);
    this.removeEventListener("keydown", this.key);
    this.asking?.abort();
    clearTimeout(this.timer);
    this.map?.remove();
    this.map = undefined;
    this.asked = "";
    this.place = undefined;
    this.drawing = undefined;
    this.replaceChildren();
  }

  attributeChangedCallback(): void {
    if (!this.map || this.changed) return;
    // Several attributes change together, and a page that is drawn again takes them away for a moment.
    this.changed = true;
    queueMicrotask(() => {
      this.changed = false;
      if (this.map && this.hasAttribute("query")) this.update();
    });
  }

  private get query(): string {
    return this.getAttribute("query") ?? "";
  }

  private get city(): string {
    return this.getAttribute("city") ?? "";
  }

  private tiles(): Tiles | undefined {
    const url = this.getAttribute("tiles") ?? "";
    const datum = this.getAttribute("datum") === "gcj02" ? "gcj02" : "wgs84";
    return url === "" ? undefined : { url, attribution: this.getAttribute("attribution") ?? "", datum };
  }

  /** Shows what the attributes say. */
  private update(): void {
    this.homes = listedHomes(this.getAttribute("homes") ?? "");
    this.mark.clearLayers();
    this.stopDrawing();
    this.showOutline();
    this.toolbar.offerHere(undefined);
    const place = placeKey(this.query);
    if (place !== this.place) {
      this.place = place;
      this.look();
    } else {
      this.ask();
    }
  }

  /** Goes to where the search is: its box, its area, its city; else to where its homes are. */
  private look(): void {
    const map = this.map;
    if (!map) return;
    const box = boxOf(this.query);
    const area = areaOf(this.query);
    this.lost = false;
    if (box) this.fit(boundsOf(box));
    else if (area.length > 0) this.fit(L.latLngBounds(area.map(([lon, lat]): L.LatLngTuple => [lat, lon])));
    else {
      this.lost = true;
      this.ask();
    }
  }

  /** Whether the search is for a part of a city. */
  private narrow(): boolean {
    const params = new URLSearchParams(this.query);
    return ["district", "business_district", "estate", "station", "q"].some((name) => params.has(name));
  }

  /** Moves the map by itself; what then is in sight is asked for as after any move. */
  private fit(bounds: L.LatLngBounds, maxZoom = CLOSEST): void {
    const map = this.map;
    if (!map) return;
    this.moving = true;
    map.fitBounds(bounds, { padding: [24, 24], maxZoom, animate: false });
    // A map that is there already does not move, and says nothing.
    this.moving = false;
    this.ask();
  }

  private moved(): void {
    if (!this.moving && this.map) this.toolbar.offerHere(mapAddress(this.query, { map_box: boxParam(this.view()) }));
    this.ask();
  }

  private view(): Box {
    const bounds = this.map?.getBounds() ?? CHINA;
    return {
      west: Math.max(-180, bounds.getWest()),
      south: Math.max(-85, bounds.getSouth()),
      east: Math.min(180, bounds.getEast()),
      north: Math.min(85, bounds.getNorth()),
    };
  }

  /** Asks for the search in view, once the map rests, unless just that was asked for. */
  private ask(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.load(), REST);
  }

  private async load(): Promise<void> {
    const map = this.map;
    if (!map) return;
    const { query } = this;
    const zoom = map.getZoom();
    const view = this.view();
    const level = this.city !== "" && zoom < NEAR ? "wide" : levelOf(zoom);
    void this.districts.show(this.city, level === "far");
    // Only clusters depend on what is in sight.
    const asked = [query, level, level === "near" ? `${boxParam(view)} ${zoom}` : ""].join("\n");
    if (asked === this.asked) return;
    this.asked = asked;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await askForMap(query, view, zoom, asking.signal);
      if (asking.signal.aborted) return;
      this.show(answer, query);
    } catch {
      if (asking.signal.aborted) return;
      this.asked = "";
      this.toolbar.say(this.texts.say("failed"));
    }
    this.removeAttribute("aria-busy");
  }

  private show(answer: HomeMap, query: string): void {
    const map = this.map;
    if (!map) return;
    this.answer = answer;
    if (this.lost) {
      this.lost = false;
      const around = mostOf(answer.places).map((place): L.LatLngTuple => [place.point.lat, place.point.lon]);
      // If that leads so near that clusters are shown, they are asked for next.
      if (answer.bounds && this.narrow()) this.fit(boundsOf(answer.bounds), 15);
      else if (around.length > 0) this.fit(L.latLngBounds(around), NEAR - 1);
    }
    const focused = this.markerInFocus();
    this.markers.clearLayers();
    const near = map.getZoom() >= NEAR;
    const clusters = near ? answer.clusters : answer.places;
    for (const { cluster, shape, aside } of this.shaped(clusters)) {
      const acts = {
        open: (cluster: Cluster) => this.open(cluster),
        point: (cluster: Cluster | undefined) => this.pointAt(cluster),
        choose: (home: number) => this.choose(home),
      };
      this.markers.addLayer(markerOf(cluster, query, this.texts, acts, shape, aside));
    }
    if (focused) map.getContainer().focus();
    this.districts.tell(answer.places);
    this.tell(answer, near);
  }

  /** Clusters stand apart as they come; of places, which may lie close, the lesser say less, and step aside. */
  private shaped(clusters: readonly Cluster[]): { cluster: Cluster; shape: Shape; aside?: L.Point }[] {
    const taken: L.Bounds[] = [];
    const fullest = [...clusters].sort((a, b) => b.count - a.count);
    return fullest.map((cluster) => {
      const at = this.map?.latLngToContainerPoint([cluster.point.lat, cluster.point.lon]);
      if (!at || !isPlace(cluster)) return { cluster, shape: "full" };
      const free = (shape: Shape, aside = ASIDE[0]) => {
        const box = labelBox(cluster, at.add(aside), shape);
        return !taken.some((other) => other.intersects(box));
      };
      const shape = SHAPES.find((shape) => free(shape)) ?? "dot";
      const aside = ASIDE.find((aside) => free(shape, aside)) ?? ASIDE[0];
      taken.push(labelBox(cluster, at.add(aside), shape));
      return { cluster, shape, aside };
    });
  }

  /** Says how many homes are shown, and which are not. */
  private tell(answer: HomeMap, near: boolean): void {
    if (this.drawing) return;
    const sum = (clusters: readonly Cluster[]) => clusters.reduce((sum, cluster) => sum + cluster.count, 0);
    const shown = sum(near ? answer.clusters : answer.places);
    const missing = answer.total - (near ? answer.placed : sum(answer.places));
    const sentences = [this.texts.say("shown", { count: thousands(shown), total: thousands(answer.total) })];
    if (missing > 0) sentences.push(this.texts.say(near ? "unplaced" : "no_district", { count: thousands(missing) }));
    if (near && answer.clusters.some((cluster) => cluster.precision === "business_district")) {
      sentences.push(this.texts.say("vague"));
    }
    this.toolbar.say(sentences.join(" "));
  }

  private markerInFocus(): boolean {
    return document.activeElement instanceof Element && document.activeElement.closest(".map-marker") !== null;
  }

  /** Goes nearer to what is in a cluster. */
  private open(cluster: Cluster): void {
    const map = this.map;
    if (!map) return;
    const { place, bounds, point } = cluster;
    const district = place?.param === "district" ? this.districts.boundsOf(place.value) : undefined;
    const edges = place?.param === "city" ? edgesOf(place.value) : undefined;
    const box = bounds ?? edges;
    const target = district ?? (box ? boundsOf(box) : undefined);
    // Places become homes from one zoom level on: a district that is large must not stay what it is.
    const least = place?.param === "city" && !bounds ? 9 : NEAR;
    const zoom = target ? map.getBoundsZoom(target, false, L.point(24, 24)) : least;
    const nearer = Math.min(CLOSEST, Math.max(zoom, least, bounds ? map.getZoom() + 1 : 0));
    map.setView(target && zoom >= least ? target.getCenter() : [point.lat, point.lon], nearer);
  }

  private choose(home: number): boolean {
    const list = this.list();
    if (!list?.reveal(home)) return false;
    list.mark([home]);
    return true;
  }

  private list(): List | undefined {
    const frame = document.getElementById(this.getAttribute("list") ?? "");
    return frame ? new List(frame) : undefined;
  }

  /** Marks the cards of the homes that a marker stands for. */
  private pointAt(cluster: Cluster | undefined): void {
    const homes = cluster ? this.homes.filter((home) => isIn(home, cluster)).map((home) => home.id) : [];
    this.list()?.mark(homes);
  }

  /** Marks the place of the home whose card is pointed at. */
  private readonly pointAtCard = (event: Event): void => {
    const id = this.list()?.homeAt(event.target);
    this.mark.clearLayers();
    const home = this.homes.find((home) => home.id === id);
    for (const pin of this.querySelectorAll("[data-pin]")) {
      pin.classList.toggle("pointed", id !== undefined && pin.getAttribute("data-pin") === String(id));
    }
    if (!home) return;
    const className = home.vague ? "map-mark map-mark-vague" : "map-mark";
    L.circleMarker([home.lat, home.lon], { radius: home.vague ? 26 : 16, className, interactive: false }).addTo(this.mark);
  };

  private showOutline(): void {
    this.outline.clearLayers();
    const area = areaOf(this.query);
    const box = boxOf(this.query);
    if (area.length > 0) {
      const corners = area.map(([lon, lat]): L.LatLngTuple => [lat, lon]);
      L.polygon(corners, { className: "map-area", interactive: false }).addTo(this.outline);
    }
    if (box) L.rectangle(boundsOf(box), { className: "map-box", interactive: false }).addTo(this.outline);
    this.toolbar.offerClear(area.length > 0 ? mapAddress(this.query, { within: "" }) : undefined);
  }

  private draw(): void {
    if (!this.map || this.drawing) return;
    this.toolbar.offerHere(undefined);
    this.drawing = new Drawing(
      this.map,
      (corners) => this.toolbar.showCorners(corners),
      (corners) => this.drawn(corners),
    );
    this.toolbar.showDrawing(true);
    this.toolbar.showCorners(0);
  }

  private stopDrawing(): void {
    if (!this.drawing) return;
    this.drawing.end();
    this.drawing = undefined;
    this.toolbar.showDrawing(false);
    if (this.answer && this.map) this.tell(this.answer, this.map.getZoom() >= NEAR);
  }

  private drawn(corners: LonLat[]): void {
    this.drawing = undefined;
    this.toolbar.showDrawing(false);
    // A link, so that the page takes it over without loading anew, or the browser follows it.
    const link = document.createElement("a");
    link.href = mapAddress(this.query, { within: areaParam(corners), map_box: "" });
    link.setAttribute("data-noscroll", "");
    link.hidden = true;
    this.append(link);
    link.click();
    link.remove();
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (!this.drawing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      this.stopDrawing();
    } else if (event.key === "Backspace") {
      event.preventDefault();
      this.drawing.undo();
    } else if (event.key === "Enter" && event.target === this.map?.getContainer()) {
      this.drawing.addMiddle();
    }
  };
}

/** The places that hold most of the homes: a city may reach far into hills where hardly any are. */
function mostOf(places: readonly Cluster[]): Cluster[] {
  const total = places.reduce((sum, place) => sum + place.count, 0);
  let before = 0;
  return [...places]
    .sort((a, b) => b.count - a.count)
    .filter((place) => {
      const wanted = before < total * MOST;
      before += place.count;
      return wanted;
    });
}

function boundsOf(box: Box): L.LatLngBounds {
  return L.latLngBounds([box.south, box.west], [box.north, box.east]);
}

// In a task of its own: drawing the first map takes a phone as long as reading this file.
setTimeout(() => customElements.define("listing-map", ListingMap));
