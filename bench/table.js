// The table of figures.

/**
 * A figure that was measured, what it must be at least or at most, and what a bare server reaches.
 * @typedef {{ figure: string, unit: string, measured: number, least?: number, most?: number, bare?: number }} Row
 */

/**
 * Prints them; says whether every target is met.
 * @param {Row[]} rows
 */
export function print(rows) {
  const head = ["figure", "target", "measured", "bare server", "measured ÷ bare", "verdict"];
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    const padded = line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)));
    console.log(padded.join("   "));
  }
  return rows.every(isMet);
}

/** @param {Row} row */
function isMet({ measured, least, most }) {
  return (least === undefined || measured >= least) && (most === undefined || measured <= most);
}

/** @param {Row} row */
function cells(row) {
  const { figure, unit, least, most, measured, bare } = row;
  const target = least !== undefined ? `≥ ${say(least)} ${unit}` : most !== undefined ? `≤ ${say(most)} ${unit}` : "";
  return [
    figure,
    target,
    `${say(measured)} ${unit}`,
    bare === undefined ? "" : `${say(bare)} ${unit}`,
    bare === undefined ? "" : (measured / bare).toFixed(2),
    target && (isMet(row) ? "met" : "MISSED"),
  ];
}

function say(/** @type {number} */ number) {
  return number >= 100 ? Math.round(number).toLocaleString("en") : String(Number(number.toPrecision(3)));
}
