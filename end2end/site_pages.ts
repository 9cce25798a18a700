// Every page of the site, by a short name, for tests that hold on all of them.

import { type APIRequestContext, expect } from "@playwright/test";
import { api } from "./site";

interface Place {
  id: number;
}

interface Home {
  id: number;
  photo: unknown;
  city: Place;
  district: Place | null;
  business_district: Place | null;
  estate: Place | null;
}

/** The pages' names, so that each is a test of its own; their addresses need the data. */
export const PAGE_NAMES = [
  "home",
  "search",
  "listing",
  "map",
  "stats",
  "compare",
  "favourites",
  "history",
  "cities",
  "city",
  "district",
  "business district",
  "estate",
  "agent",
  "sign in",
  "sign up",
] as const;

export type PageName = (typeof PAGE_NAMES)[number];

export async function pageAddresses(request: APIRequestContext): Promise<Record<PageName, string>> {
  const { results: listings } = await api<{ results: Home[] }>(request, "/api/v1/listings");
  const home = listings.find(({ photo, district, business_district, estate }) => photo && district && business_district && estate);
  if (!home?.district || !home.business_district || !home.estate) throw new Error("no home on the first page knows its place");
  const { agent } = await api<{ agent: Place }>(request, `/api/v1/listings/${home.id}`);
  const city = `?city=${home.city.id}`;
  return {
    home: "/",
    search: `/listings${city}`,
    listing: `/listings/${home.id}`,
    map: `/map${city}`,
    stats: `/stats${city}`,
    compare: `/compare?ids=${listings
      .slice(0, 4)
      .map(({ id }) => id)
      .join(",")}`,
    favourites: "/favourites",
    history: "/history",
    cities: "/cities",
    city: `/cities/${home.city.id}`,
    district: `/districts/${home.district.id}`,
    "business district": `/business-districts/${home.business_district.id}`,
    estate: `/estates/${home.estate.id}`,
    agent: `/agents/${agent.id}`,
    "sign in": "/sign-in",
    "sign up": "/sign-up",
  };
}

/** The demo accounts, and the pages that each of them has of its own. */
export const OWN_PAGES = {
  "demo-renter": [
    "/account",
    "/account/security",
    "/account/points",
    "/account/tokens",
    "/account/enquiries",
    "/account/enquiries/{id}",
    "/account/viewings",
    "/account/viewings?time=past",
    "/account/searches",
    "/account/searches/here",
    "/account/reports",
    "/account/contact/{id}",
    "/account/report/{id}",
    "/account/reviews/{id}",
  ],
  "demo-agent": [
    "/console",
    "/console/listings",
    "/console/listings/new",
    "/console/listings/{id}",
    "/console/listings/{id}/preview",
    "/console/imports",
    "/console/enquiries",
    "/console/enquiries/{id}",
    "/console/viewings",
    "/console/viewings?time=past",
    "/console/hours",
    "/console/profile",
    "/account/webhooks",
  ],
  "demo-admin": [
    "/admin/users",
    "/admin/users/{id}",
    "/admin/roles",
    "/admin/networks",
    "/admin/audit",
    "/admin/moderation",
    "/admin/moderation/{id}",
    "/admin/reports",
    "/admin/dictionaries/divisions",
    "/admin/dictionaries/business-districts",
    "/admin/dictionaries/estates",
    "/admin/dictionaries/estates/{id}",
    "/admin/dictionaries/floor-plans",
    "/admin/dictionaries/tags",
    "/admin/licences",
    "/admin/agents/{id}",
  ],
} as const;

/** Where to read the id that stands in a page's address, unless a list says it. */
const ELSEWHERE: Record<string, [list: string, id: RegExp]> = {
  "/account/contact/{id}": ["/listings", /href="\/listings\/(\d+)"/],
  "/account/report/{id}": ["/listings", /href="\/listings\/(\d+)"/],
  "/account/reviews/{id}": ["/account/viewings?time=past", /href="\/account\/reviews\/(\d+)"/],
  "/admin/moderation/{id}": ["/listings", /href="\/listings\/(\d+)"/],
};

/** The address of one of the {@link OWN_PAGES}, as `request`, which is signed in, finds it. */
export async function ownAddress(request: APIRequestContext, page: string): Promise<string> {
  const [before, after] = page.split("{id}");
  if (before === undefined || after === undefined) return page;
  if (page === "/admin/agents/{id}") return `/admin${(await pageAddresses(request)).agent}`;
  const list = before.replace(/\/$/, "");
  const [source, id] = ELSEWHERE[page] ?? [list, new RegExp(`href="${before}(\\d+)`)];
  const answer = await request.get(source, { headers: { accept: "text/html" } });
  const found = (await answer.text()).match(id)?.[1];
  expect(found, `${source} leads to a page like ${page}`).toBeTruthy();
  return `${before}${found}${after}`;
}
