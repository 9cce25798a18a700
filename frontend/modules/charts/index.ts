// <market-chart>: draws a table of the page, or a grid of its own. What draws weighs much more than
// this element, so it is fetched when a good part of a chart is in sight.
//
//   kind    bars, columns, line, map: the column `column` (from 1, after the names) of the table with
//           the id `source`, its first `limit` rows. A click leads where the row's link leads.
//   kind    density: the grid in `data`, with `x-label`, `y-label`, `tip` and `at-least` as words, and
//           `link` as the search that a click narrows.
//   city    for a map: the code of the city whose districts are drawn.

import type { Drawing } from "./draw";
import { onThemeChange } from "./theme";

/** The part of a chart that must be in sight. */
const IN_SIGHT = 0.35;

class MarketChart extends HTMLElement {
  static observedAttributes = ["kind", "source", "column", "limit", "data", "link", "city"];

  #drawing: Drawing | undefined;
  #seen = false;
  #due = 0;
  #stop: (() => void)[] = [];

  connectedCallback() {
    const visible = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        visible.disconnect();
        this.#seen = true;
        this.#redraw();
      },
      { threshold: IN_SIGHT },
    );
    visible.observe(this);
    const size = new ResizeObserver(() => this.#drawing?.resize());
    size.observe(this);
    // The table changes when the search does.
    const table = this.#source();
    const content = new MutationObserver(() => this.#redraw());
    if (table) content.observe(table, { subtree: true, childList: true, characterData: true, attributes: true });
    this.#stop = [
      () => visible.disconnect(),
      () => size.disconnect(),
      () => content.disconnect(),
      onThemeChange(() => this.#redraw()),
    ];
  }

  disconnectedCallback() {
    for (const stop of this.#stop) stop();
    cancelAnimationFrame(this.#due);
    this.#drawing?.dispose();
    this.#drawing = undefined;
    this.#seen = false;
  }

  attributeChangedCallback() {
    this.#redraw();
  }

  #source(): HTMLTableElement | null {
    const table = document.getElementById(this.getAttribute("source") ?? "");
    return table instanceof HTMLTableElement ? table : null;
  }

  /** Draws in the next frame what the page says then, however often it is asked until then. */
  #redraw() {
    if (!this.#seen) return;
    cancelAnimationFrame(this.#due);
    this.#due = requestAnimationFrame(() => void this.#draw());
  }

  async #draw() {
    const { Drawing } = await import("./draw");
    if (!this.isConnected) return;
    this.#drawing ??= new Drawing(this);
    await this.#drawing.show(this.#source());
  }
}

if (!customElements.get("market-chart")) customElements.define("market-chart", MarketChart);
