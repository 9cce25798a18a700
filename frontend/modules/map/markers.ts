import * as L from "leaflet";
import type { Cluster } from "./api";
import { mapAddress } from "./address";
import { type Texts, thousands } from "./texts";

/** What happens at a marker. */
export interface MarkerActs {
  /** Somebody wants to see what is in it. */
  open(cluster: Cluster): void;
  /** The pointer or the focus is on it, or left it. */
  point(cluster: Cluster | undefined): void;
  /** A pin was chosen; says whether that was all there is to do. */
  choose(home: number): boolean;
}

/** How much the label of a place says: all, its name and count, or its count. */
export type Shape = "full" | "brief" | "dot";
/** From the most to the least. */
export const SHAPES: readonly Shape[] = ["full", "brief", "dot"];

/** Whether the cluster is a city or district. */
export function isPlace(cluster: Cluster): boolean {
  return cluster.place !== null && cluster.precision === null;
}

/** About where the label of a place lies on the screen. */
export function labelBox(cluster: Cluster, at: L.Point, shape: Shape): L.Bounds {
  const letters = cluster.place?.name.length ?? 0;
  const sizes: Record<Shape, L.PointTuple> = {
    full: [Math.max(70, letters * 13 + 20), 58],
    brief: [letters * 12 + 52, 28],
    dot: [34, 28],
  };
  const half = L.point(sizes[shape]).divideBy(2);
  return L.bounds(at.subtract(half), at.add(half));
}

/** The marker of a cluster: a button that opens it, or a link where it cannot be split; `aside` from its place in pixels. */
export function markerOf(cluster: Cluster, query: string, texts: Texts, acts: MarkerActs, shape: Shape, aside = L.point(0, 0)): L.Marker {
  const element = elementOf(cluster, query, texts, acts, shape);
  element.addEventListener("pointerenter", () => acts.point(cluster));
  element.addEventListener("pointerleave", () => acts.point(undefined));
  element.addEventListener("focus", () => acts.point(cluster));
  element.addEventListener("blur", () => acts.point(undefined));
  L.DomEvent.disableClickPropagation(element);
  return L.marker([cluster.point.lat, cluster.point.lon], {
    icon: L.divIcon({ className: "map-marker", html: element, iconSize: [0, 0], iconAnchor: aside.multiplyBy(-1) }),
    interactive: false,
    keyboard: false,
  });
}

function elementOf(cluster: Cluster, query: string, texts: Texts, acts: MarkerActs, shape: Shape): HTMLElement {
  const values = {
    count: thousands(cluster.count),
    rent: thousands(cluster.median_rent),
    name: cluster.place?.name ?? "",
    title: cluster.home?.title ?? "",
  };
  if (cluster.home) return pin(cluster, cluster.home.id, texts, values, acts);
  if (cluster.place && isPlace(cluster)) {
    const looks = { full: "map-place", brief: "map-place map-brief", dot: "map-place map-brief map-dot" };
    const element = button(looks[shape], texts.say("open_place", values), () => acts.open(cluster));
    element.append(line("b", cluster.place.name), line("span", texts.say(shape === "full" ? "place_count" : "only_count", values)));
    element.append(line("small", texts.say("rent", values)));
    return element;
  }
  const vague = cluster.precision === "business_district";
  if (cluster.bounds) {
    const element = button("map-cluster", texts.say("open_cluster", values), () => acts.open(cluster));
    element.dataset["size"] = String(Math.min(3, Math.floor(Math.log10(cluster.count))));
    element.append(line("b", values.count), line("small", values.rent));
    return element;
  }
  const element = link("map-group", unsplit(cluster, query), texts.say(vague ? "vague_group" : "group", values));
  element.classList.toggle("map-vague", vague);
  element.append(line("b", cluster.place?.name ?? ""), line("small", texts.say("group_count", values)));
  return element;
}

/** The search for the homes of a cluster that stands at one point. */
function unsplit(cluster: Cluster, query: string): string {
  if (cluster.place) return mapAddress(query, { [cluster.place.param]: cluster.place.value });
  const { lon, lat } = cluster.point;
  const near = 0.00005;
  const edges = [lon - near, lat - near, lon + near, lat + near];
  return mapAddress(query, { map_box: edges.map((edge) => edge.toFixed(6)).join(",") });
}

function pin(cluster: Cluster, home: number, texts: Texts, values: Record<string, string>, acts: MarkerActs): HTMLElement {
  const vague = cluster.precision === "business_district";
  const element = link("map-pin", `/listings/${home}`, texts.say(vague ? "vague_pin" : "pin", values));
  element.classList.toggle("map-vague", vague);
  element.dataset["pin"] = String(home);
  element.append(line("b", values["rent"] ?? ""));
  const facts = [
    cluster.home?.rooms ? texts.say("rooms", { count: String(cluster.home.rooms) }) : "",
    cluster.home?.area ? texts.say("area", { area: String(Math.round(cluster.home.area)) }) : "",
  ];
  const card = line("span", "");
  card.className = "map-pin-card";
  card.append(line("span", values["title"] ?? ""), line("small", facts.filter((fact) => fact !== "").join(" · ")));
  element.append(card);
  element.addEventListener("click", (event) => {
    // Keys follow the link at once; only pointers, which cannot hover on phones, choose first.
    if (event.detail > 0 && !event.ctrlKey && !event.metaKey && acts.choose(home)) event.preventDefault();
  });
  return element;
}

function button(name: string, label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = name;
  element.setAttribute("aria-label", label);
  element.addEventListener("click", act);
  return element;
}

function link(name: string, href: string, label: string): HTMLAnchorElement {
  const element = document.createElement("a");
  element.className = name;
  element.href = href;
  element.setAttribute("aria-label", label);
  element.setAttribute("data-noscroll", "");
  return element;
}

/** A piece of text; assistive technology reads the label of what it stands in. */
function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
