// Registers the service worker once the page is loaded, tells it which homes are looked at, and
// lists those homes on the page that stands in for others without a network.
import { keptHomes } from "./kept_homes";

const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;

function whenQuiet(work: () => void) {
  const later = () => ("requestIdleCallback" in window ? requestIdleCallback(work, { timeout: 5_000 }) : setTimeout(work, 1_000));
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
}

async function tell(message: Record<string, unknown>) {
  const registration = await worker?.ready;
  registration?.active?.postMessage({ language: document.documentElement.lang, ...message });
}

/** After another build took over, links load whole pages: the parts of the old build are gone. */
function loadPagesFromNowOn() {
  addEventListener(
    "click",
    (event) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      // The router listens after us; without it the browser follows the link by itself.
      if (link) event.stopPropagation();
    },
    { capture: true },
  );
}

if (worker && !document.querySelector("offline-homes")) {
  const before = worker.controller;
  worker.addEventListener("controllerchange", () => {
    if (before) loadPagesFromNowOn();
  });
  whenQuiet(() => {
    worker.register("/sw.js", { updateViaCache: "none" }).then(
      () => tell({}),
      // Private windows may refuse: everything else works without it.
      () => undefined,
    );
  });
}

/** Pictures of the home that are shown by now, as the paths they were loaded from. */
function shownPhotos(): string[] {
  const images = [...document.querySelectorAll<HTMLImageElement>("main .gallery img")];
  const paths = images
    .map((image) => image.currentSrc)
    .filter((address) => address.startsWith(`${location.origin}/`))
    .map((address) => address.slice(location.origin.length));
  return [...new Set(paths)];
}

/** `<viewed-home home="12">`: the page shows this home. */
class ViewedHome extends HTMLElement {
  static observedAttributes = ["home"];
  #timer: ReturnType<typeof setTimeout> | undefined;

  attributeChangedCallback() {
    clearTimeout(this.#timer);
    // Photos come after the page; a home that is only passed by is not kept.
    this.#timer = setTimeout(() => {
      const home = this.getAttribute("home");
      if (home && this.isConnected) whenQuiet(() => tell({ home: `/listings/${home}`, photos: shownPhotos() }));
    }, 1_500);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }
}

/** `<offline-homes empty="…">`: the list of the homes that can be read without a network. */
class OfflineHomes extends HTMLElement {
  async connectedCallback() {
    const homes = await keptHomes();
    if (homes.length === 0) {
      this.textContent = this.getAttribute("empty");
      return;
    }
    const list = document.createElement("ul");
    for (const { path, title, summary } of homes) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = path;
      link.textContent = title;
      const about = document.createElement("p");
      about.textContent = summary;
      item.append(link, about);
      list.append(item);
    }
    this.replaceChildren(list);
  }
}

if (!customElements.get("viewed-home")) customElements.define("viewed-home", ViewedHome);
if (!customElements.get("offline-homes")) customElements.define("offline-homes", OfflineHomes);

// A device that joins some network is not yet one that reaches the site.
addEventListener("online", async () => {
  if (!document.querySelector("offline-homes")) return;
  const answer = await fetch("/readyz", { cache: "no-store" }).catch(() => undefined);
  if (answer?.ok) location.reload();
});
