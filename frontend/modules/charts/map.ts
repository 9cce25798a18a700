// Districts, coloured by their numbers.

import { type EChartsCoreOption, registerMap } from "echarts/core";
import type { Boundaries } from "../boundaries/boundaries";
import { base, tip, tooltip } from "./groups";
import type { Row } from "./rows";
import type { Theme } from "./theme";

/** The districts of `city` within `boundaries`; those without a number keep the ground's colour. */
export function map(
  city: string,
  boundaries: Boundaries,
  rows: readonly Row[],
  theme: Theme,
  still: boolean,
): EChartsCoreOption {
  // The library finds the area of a row by a name in words.
  const features = boundaries.features.map((feature) => ({
    ...feature,
    properties: { name: String(feature.properties.adcode) },
  }));
  registerMap(city, { type: "FeatureCollection", features } as Parameters<typeof registerMap>[1]);
  const known = rows.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const latitudes = boundaries.features.flatMap(({ geometry }) => geometry.coordinates.flat(3)).filter((_, at) => at % 2 === 1);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  return {
    ...base(theme, still),
    tooltip: {
      ...tooltip(theme),
      trigger: "item",
      formatter: ({ name }: { name: string }) => tip(rows.find(({ code }) => code === name)),
    },
    visualMap: {
      type: "continuous",
      min: Math.min(...known),
      max: Math.max(...known),
      orient: "horizontal",
      left: 0,
      bottom: 0,
      itemWidth: 10,
      itemHeight: 96,
      text: [label(rows, Math.max(...known)), label(rows, Math.min(...known))],
      textStyle: { color: theme.inkSoft, fontFamily: theme.font, fontSize: 12 },
      inRange: { color: [theme.accentSoft, theme.accent] },
    },
    series: {
      type: "map",
      map: city,
      roam: false,
      selectedMode: false,
      aspectScale: Math.cos((middle * Math.PI) / 180),
      layoutCenter: ["50%", "47%"],
      layoutSize: "92%",
      data: rows.map((row) => ({ name: row.code ?? "", value: row.value ?? Number.NaN })),
      itemStyle: { areaColor: theme.sunken, borderColor: theme.surface, borderWidth: 1 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: null, borderColor: theme.ink, borderWidth: 1.5 } },
    },
  };
}

/** A number as the page writes it. */
const label = (rows: readonly Row[], value: number) => rows.find((row) => row.value === value)?.label ?? "";
