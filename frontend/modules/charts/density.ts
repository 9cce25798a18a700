// Homes by area and rent as a field of shaded cells.

import type { EChartsCoreOption } from "echarts/core";
import { type Axis, type Grid, ends } from "./grid";
import { axis, base, numbers, tooltip } from "./groups";
import type { Theme } from "./theme";

/** What the chart says, in the language of the page. */
export interface Words {
  readonly x: string;
  readonly y: string;
  /** A cell, with `{area}`, `{rent}` and `{count}`. */
  readonly tip: string;
  /** An open end, with `{n}`. */
  readonly atLeast: string;
}

export function density(grid: Grid, words: Words, theme: Theme, still: boolean): EChartsCoreOption {
  const format = numbers();
  const range = (along: Axis, place: number, whole: boolean) => {
    const { min, max } = ends(along, place, whole);
    if (max === undefined) return words.atLeast.replace("{n}", format(min ?? 0));
    return `${format(min ?? 0)}–${format(max)}`;
  };
  const starts = ({ step, count }: Axis) => Array.from({ length: count }, (_, place) => format(place * step));
  // Few cells hold most homes: by their square root the others can be told apart too.
  const shade = Math.sqrt;
  const most = Math.max(...grid.cells.map(([, , count]) => shade(count)));
  return {
    ...base(theme, still),
    grid: { left: 0, right: 12, top: 28, bottom: 8, outerBoundsMode: "same" },
    tooltip: {
      ...tooltip(theme),
      trigger: "item",
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const cell = grid.cells[dataIndex];
        if (!cell) return "";
        return words.tip
          .replace("{area}", range(grid.areas, cell[0], false))
          .replace("{rent}", range(grid.rents, cell[1], true))
          .replace("{count}", format(cell[2]));
      },
    },
    xAxis: {
      ...axis(theme),
      type: "category",
      name: words.x,
      nameLocation: "middle",
      nameGap: 28,
      data: starts(grid.areas),
      axisLabel: { ...axis(theme).axisLabel, hideOverlap: true },
    },
    yAxis: {
      ...axis(theme),
      type: "category",
      name: words.y,
      nameTextStyle: { ...axis(theme).nameTextStyle, align: "left" },
      data: starts(grid.rents),
      axisLabel: { ...axis(theme).axisLabel, hideOverlap: true },
    },
    visualMap: {
      show: false,
      min: 0,
      max: most,
      dimension: 2,
      inRange: { color: [theme.accentSoft, theme.accent] },
    },
    series: {
      type: "heatmap",
      data: grid.cells.map(([area, rent, count]) => [area, rent, shade(count)]),
      itemStyle: { borderColor: theme.surface, borderWidth: 1 },
      emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1 } },
    },
  };
}
