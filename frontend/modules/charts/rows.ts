/** A row of a table as a chart needs it. */
export interface Row {
  readonly name: string;
  /** The name for an axis: without the Chinese where the page has it in Latin letters. */
  readonly short: string;
  /** The number in the column that is drawn; undefined where the sample is too small. */
  readonly value: number | undefined;
  /** That number as the page writes it. */
  readonly label: string;
  /** Every column in words. */
  readonly lines: readonly string[];
  readonly selected: boolean;
  /** The code of a division. */
  readonly code: string | undefined;
  /** Goes to the homes of the row. */
  readonly go: (() => void) | undefined;
}

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";

/** The first `limit` rows of `table` with the numbers of its column `column`. */
export function rowsOf(table: HTMLTableElement, column: number, limit: number): Row[] {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map(words);
  return [...(table.tBodies[0]?.rows ?? [])].slice(0, limit).map((row) => {
    const cells = [...row.cells];
    const link = row.querySelector("a");
    const place = link ?? cells[0];
    const data = cells[column]?.querySelector("data");
    return {
      name: words(place),
      short: words(place?.querySelector(".latin") ?? place),
      value: data ? Number(data.value) : undefined,
      label: words(cells[column]),
      lines: cells.slice(1).map((cell, index) => `${heads[index + 1] ?? ""}  ${words(cell)}`),
      selected: row.dataset.selected !== undefined,
      code: row.dataset.code,
      go: link ? () => link.click() : undefined,
    };
  });
}
