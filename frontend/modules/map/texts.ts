/** The words of the map, which the page hands over: one `name=text` a line. */
export class Texts {
  private readonly texts: ReadonlyMap<string, string>;

  constructor(lines: string) {
    const pairs = lines.split("\n").map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1)] as const;
    });
    this.texts = new Map(pairs);
  }

  /** The text `name`, with what stands in braces filled in. */
  say(name: string, values: Readonly<Record<string, string>> = {}): string {
    const text = this.texts.get(name) ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  }
}

/** A whole number as people write it: 12,345. */
export function thousands(number: number): string {
  return Math.round(number)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}
