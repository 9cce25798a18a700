// Every page of the site, by a short name, for tests that hold on all of them.

import type { APIRequestContext } from "@playwright/test";
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
  const { listings } = await api<{ listings: Home[] }>(request, "/api/v1/listings");
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
