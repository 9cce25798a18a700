// Where photos stand. No page is needed here, so that it is tested by itself.

/** `items` with the one at `from` moved to `to`; the same when either is out of range. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const result = [...items];
  if (from === to || from < 0 || to < 0 || from >= items.length || to >= items.length) return result;
  const [item] = result.splice(from, 1);
  result.splice(to, 0, item as T);
  return result;
}

/** Where a key moves the photo at `at` of `count`; nothing for keys that move nothing. */
export function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "ArrowRight":
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

/** A place on the page, as `getBoundingClientRect` says it. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Which of `places` is nearest to a point; -1 where there is none. */
export function nearest(places: readonly Place[], x: number, y: number): number {
  let best = -1;
  let least = Infinity;
  places.forEach(({ left, top, width, height }, index) => {
    const distance = Math.hypot(left + width / 2 - x, top + height / 2 - y);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/** `words` with `{name}` filled in. */
export function filled(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
