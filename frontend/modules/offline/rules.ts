// What the service worker answers and what it keeps.

/** The page of a home. */
export const HOME = /^\/listings\/\d{1,18}$/;
/** Pictures of homes. */
export const EDGE = /^\/(photos|floor-plans)\//;
/** What is no page, although a browser may go there. */
const NO_PAGE = /^\/(api|locale|theme|pkg|photos|floor-plans|og|sitemaps)(\/|$)|\.[a-z]+$|^\/(healthz|readyz)$/;

/** Whether the worker answers for the page at `path` when there is no network. */
export function keepsPage(path: string): boolean {
  return !NO_PAGE.test(path);
}

/** The home that a message tells of: nothing but paths of our own is fetched for it. */
export function homeIn(message: { home?: unknown; photos?: unknown }): { path: string; photos: string[] } | undefined {
  const path = String(message.home);
  if (!HOME.test(path)) return undefined;
  const photos = Array.isArray(message.photos) ? message.photos.map(String) : [];
  return { path, photos: photos.filter((photo) => EDGE.test(photo)) };
}
