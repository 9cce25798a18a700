// Charts of the rows of a table.

import type { EChartsCoreOption } from "echarts/core";
import type { Row } from "./rows";
import type { Theme } from "./theme";

/** Names longer than this many pixels are cut. */
const NAME_WIDTH = 104;

/** Numbers along an axis, in the language of the page. */
export function numbers(): (value: number) => string {
  const format = new Intl.NumberFormat(document.documentElement.lang || "zh-CN");
  return (value) => format.format(value);
}

/** What all charts have in common. */
export function base(theme: Theme, still: boolean) {
  return {
    animation: !still,
    animationDuration: 250,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: theme.font, color: theme.inkSoft },
  };
}

/** A tooltip drawn on the canvas. */
export function tooltip(theme: Theme) {
  return {
    renderMode: "richText" as const,
    confine: true,
    backgroundColor: theme.surface,
    borderColor: theme.line,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: 12, lineHeight: 18 },
  };
}

export function axis(theme: Theme) {
  return {
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: { color: theme.inkSoft, fontFamily: theme.font, fontSize: 12 },
    splitLine: { lineStyle: { color: theme.line } },
    nameTextStyle: { color: theme.inkSoft, fontFamily: theme.font, fontSize: 12 },
  };
}

/** What the tooltip says of a row. */
export const tip = (row: Row | undefined) => (row ? [row.name, ...row.lines].join("\n") : "");

/** Chosen rows stand out of the others, where there are others. */
function colour(rows: readonly Row[], row: Row, theme: Theme): { color: string; opacity: number } {
  const chosen = rows.some((other) => other.selected);
  return { color: theme.accent, opacity: chosen && !row.selected ? 0.45 : 1 };
}

const values = (rows: readonly Row[], theme: Theme) =>
  rows.map((row) => ({ value: row.value ?? null, itemStyle: colour(rows, row, theme) }));

/** A bar to the right for each row, the first on top. */
export function bars(rows: readonly Row[], theme: Theme, still: boolean): EChartsCoreOption {
  return {
    ...base(theme, still),
    grid: { left: 0, right: 56, top: 4, bottom: 4, outerBoundsMode: "same" },
    tooltip: { ...tooltip(theme), trigger: "item", formatter: ({ dataIndex }: { dataIndex: number }) => tip(rows[dataIndex]) },
    xAxis: { type: "value", show: false },
    yAxis: {
      ...axis(theme),
      type: "category",
      inverse: true,
      data: rows.map((row) => row.short),
      axisLine: { show: false },
      axisLabel: {
        ...axis(theme).axisLabel,
        color: theme.ink,
        width: NAME_WIDTH,
        overflow: "truncate",
        interval: 0,
      },
    },
    series: {
      type: "bar",
      data: values(rows, theme),
      barMaxWidth: 22,
      barCategoryGap: "30%",
      itemStyle: { borderRadius: [0, 3, 3, 0] },
      label: {
        show: true,
        position: "right",
        color: theme.inkSoft,
        fontFamily: theme.font,
        formatter: ({ dataIndex }: { dataIndex: number }) => rows[dataIndex]?.label ?? "",
      },
    },
  };
}

/** A column for each row, side by side, such as the bins of a distribution. */
export function columns(rows: readonly Row[], theme: Theme, still: boolean): EChartsCoreOption {
  return {
    ...base(theme, still),
    grid: { left: 0, right: 8, top: 12, bottom: 0, outerBoundsMode: "same" },
    tooltip: { ...tooltip(theme), ...pointed(rows, "shadow", theme) },
    xAxis: {
      ...axis(theme),
      type: "category",
      data: rows.map((row) => row.name),
      axisLabel: {
        ...axis(theme).axisLabel,
        hideOverlap: true,
        // A bin is named by where it begins; the tooltip has the rest.
        formatter: (name: string) => name.match(/^[^–]*\d(?=–)/)?.[0] ?? "",
      },
    },
    yAxis: { ...axis(theme), type: "value", axisLabel: { ...axis(theme).axisLabel, formatter: numbers() } },
    series: {
      type: "bar",
      data: values(rows, theme),
      barCategoryGap: "8%",
      itemStyle: { borderRadius: [2, 2, 0, 0] },
    },
  };
}

/** A point for each row, joined. */
export function line(rows: readonly Row[], theme: Theme, still: boolean): EChartsCoreOption {
  return {
    ...base(theme, still),
    grid: { left: 0, right: 24, top: 24, bottom: 0, outerBoundsMode: "same" },
    tooltip: { ...tooltip(theme), ...pointed(rows, "line", theme) },
    xAxis: { ...axis(theme), type: "category", boundaryGap: rows.length < 6, data: rows.map((row) => row.name) },
    // From zero: a line that begins elsewhere makes small changes look large.
    yAxis: { ...axis(theme), type: "value", axisLabel: { ...axis(theme).axisLabel, formatter: numbers() } },
    series: {
      type: "line",
      data: rows.map((row) => row.value ?? null),
      connectNulls: true,
      symbol: "circle",
      symbolSize: 8,
      color: theme.accent,
      lineStyle: { width: 2 },
      label: {
        show: rows.length <= 12,
        position: "top",
        distance: 8,
        color: theme.ink,
        fontFamily: theme.font,
        formatter: ({ dataIndex }: { dataIndex: number }) => rows[dataIndex]?.label ?? "",
      },
    },
  };
}

function pointed(rows: readonly Row[], type: "shadow" | "line", theme: Theme) {
  return {
    trigger: "axis" as const,
    axisPointer: {
      type,
      lineStyle: { color: theme.inkSoft },
      shadowStyle: { color: theme.inkSoft, opacity: 0.12 },
    },
    formatter: (points: { dataIndex: number } | { dataIndex: number }[]) =>
      tip(rows[[points].flat()[0]?.dataIndex ?? -1]),
  };
}
