// What draws: ECharts, only the parts that are used. It draws on a canvas: its SVG writes style
// attributes, which the page's security policy refuses, and so does its HTML tooltip.

import { BarChart, HeatmapChart, LineChart, MapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { boundariesOf } from "../boundaries/boundaries";
import { cellLink, parseGrid, type Grid } from "./grid";
import { bars, columns, line } from "./groups";
import { density } from "./density";
import { map } from "./map";
import { type Row, rowsOf } from "./rows";
import { themeOf } from "./theme";

use([BarChart, HeatmapChart, LineChart, MapChart, GridComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

/** A chart in its element. */
export class Drawing {
  readonly #element: HTMLElement;
  readonly #chart: ECharts;
  #rows: readonly Row[] = [];
  #grid: Grid | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
    const place = document.createElement("div");
    place.className = "chart-place";
    element.append(place);
    this.#chart = init(place, null, { renderer: "canvas" });
    this.#chart.on("click", (event) => this.#go(event.dataIndex));
  }

  /** Draws what the attributes and `table` say now. */
  async show(table: HTMLTableElement | null) {
    const text = (name: string) => this.#element.getAttribute(name) ?? "";
    const theme = themeOf(this.#element);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const kind = text("kind");
    if (kind === "density") {
      this.#grid = parseGrid(text("data") || "[]");
      if (!this.#grid) return;
      const words = { x: text("x-label"), y: text("y-label"), tip: text("tip"), atLeast: text("at-least") };
      this.#set(density(this.#grid, words, theme, still));
    } else if (table) {
      const rows = rowsOf(table, Number(text("column")), Number(text("limit")));
      // What is too small a sample has no bar; a line goes on over it.
      this.#rows = kind === "line" ? rows : rows.filter(({ value }) => value !== undefined);
      if (kind === "map") {
        const city = text("city");
        const boundaries = await boundariesOf(city);
        if (boundaries) this.#set(map(city, boundaries, this.#rows, theme, still));
        return;
      }
      const draw = kind === "columns" ? columns : kind === "line" ? line : bars;
      this.#set(draw(this.#rows, theme, still));
    }
  }

  resize() {
    this.#chart.resize();
  }

  dispose() {
    const place = this.#chart.getDom();
    this.#chart.dispose();
    place.remove();
  }

  #set(option: Parameters<ECharts["setOption"]>[0]) {
    this.#chart.setOption(option, { notMerge: true });
  }

  #go(index: number) {
    const cell = this.#grid?.cells[index];
    if (this.#grid && cell) {
      this.#follow(cellLink(this.#element.getAttribute("link") ?? "/listings", this.#grid, cell[0], cell[1]));
    } else {
      this.#rows[index]?.go?.();
    }
  }

  /** Goes to `address` as a click on a link of the page does. */
  #follow(address: string) {
    const link = document.createElement("a");
    link.href = address;
    this.#element.append(link);
    link.click();
    link.remove();
  }
}
