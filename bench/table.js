// The table of figures.

/** Prints rows of {figure, unit, measured, least or most (the target), bare}. */
export function print(rows) {
  const lines = [["figure", "target", "measured", "bare server", "measured ÷ bare", "verdict"], ...rows.map(cells)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("   "));
  }
}

function cells({ figure, unit, least, most, measured, bare }) {
  const target = least !== undefined ? `≥ ${say(least)} ${unit}` : most !== undefined ? `≤ ${say(most)} ${unit}` : "";
  return [
    figure,
    target,
    `${say(measured)} ${unit}`,
    bare === undefined ? "" : `${say(bare)} ${unit}`,
    bare === undefined ? "" : (measured / bare).toFixed(2),
    target && (measured >= (least ?? -Infinity) && measured <= (most ?? Infinity) ? "met" : "MISSED"),
  ];
}

function say(number) {
  return number >= 100 ? Math.round(number).toLocaleString("en") : String(Number(number.toPrecision(3)));
}
