// Console, administration and one's own account are each one page to the app's router, which would go on showing
// the page that is left. Links between their pages load the next one whole, as they do without script.

const PARTS = ["console", "admin", "account"];

/** The part that an address belongs to, if it is one of these. */
export function partOf(path: string): string | undefined {
  const first = path.split("/")[1] ?? "";
  return PARTS.includes(first) ? first : undefined;
}

/** Marks a link between pages of such a part as one that the router leaves to the browser. */
export function loadWhole(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target instanceof Element ? target.closest("a") : null;
      if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
      if (partOf(link.pathname) && partOf(location.pathname)) link.relList.add("external");
    },
    { capture: true },
  );
}
