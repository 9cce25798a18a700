/** Homes counted into the cells of a grid of areas and rents. */
export interface Grid {
  readonly areas: Axis;
  readonly rents: Axis;
  /** Place along the areas, place along the rents, homes. */
  readonly cells: readonly (readonly [number, number, number])[];
}

/** `count` cells of `step` each; the last one is open above. */
export interface Axis {
  readonly step: number;
  readonly count: number;
}

/** Reads what the page wrote: steps and counts first, then the cells. */
export function parseGrid(text: string): Grid | undefined {
  const [head, ...cells]: number[][] = JSON.parse(text);
  const [areaStep, rentStep, areas, rents] = head ?? [];
  if (!areaStep || !rentStep || !areas || !rents) return undefined;
  return {
    areas: { step: areaStep, count: areas },
    rents: { step: rentStep, count: rents },
    cells: cells as unknown as [number, number, number][],
  };
}

/** The ends of a cell, both included, as the filters of the search take them. */
export function ends({ step, count }: Axis, place: number, whole: boolean): { min?: number; max?: number } {
  const min = place > 0 ? place * step : undefined;
  // Rents are whole numbers; areas are not, and their filter includes both ends.
  const max = place < count - 1 ? (place + 1) * step - (whole ? 1 : 0) : undefined;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** The search `link` narrowed to a cell. */
export function cellLink(link: string, grid: Grid, area: number, rent: number): string {
  const url = new URL(link, "https://zufang.invalid");
  const put = (name: string, value: number | undefined) => {
    if (value !== undefined) url.searchParams.set(name, String(value));
  };
  const [areas, rents] = [ends(grid.areas, area, false), ends(grid.rents, rent, true)];
  put("rent_min", rents.min);
  put("rent_max", rents.max);
  put("area_min", areas.min);
  put("area_max", areas.max);
  return url.pathname + url.search;
}
