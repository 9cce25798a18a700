// A program that uses the API through types made from its document (`scripts/client.sh` makes them):
// it looks for homes, walks through all of them, reads one again, and asks about it.
import createClient from "openapi-fetch";
import type { components, paths } from "zufang-api";

type Card = components["schemas"]["ListingCard"];
type Home = components["schemas"]["ListingDetail"];

/** A client of the server at `baseUrl`, for who has `token` (made at `/account/tokens`). */
export function connect(baseUrl: string, token: string) {
  return createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
}

type Client = ReturnType<typeof connect>;

/** Says what went wrong, and where. */
function failed(problem: components["schemas"]["Problem"]): Error {
  const fields = problem.errors?.map(({ field, code }) => `${field}: ${code}`) ?? [];
  return new Error([`${problem.status} ${problem.code}`, ...fields].join(", "));
}

/** All homes of two rooms in Beijing for no more than `rent` a month, whatever comes and goes meanwhile. */
export async function* homes(client: Client, rent: number): AsyncGenerator<Card> {
  let cursor: string | null | undefined = "";
  while (cursor !== null && cursor !== undefined) {
    const part: { data?: components["schemas"]["Homes"]; error?: components["schemas"]["Problem"] } = await client.GET("/api/v1/listings", {
      params: { query: { city: 110100, rooms: [2], rent_max: rent, cursor, limit: 50 } },
      querySerializer: { array: { style: "form", explode: false } },
    });
    if (part.error) throw failed(part.error);
    yield* (part.data?.results ?? []) as Card[];
    cursor = part.data?.next_cursor;
  }
}

/** A home as it is now; nothing when it is as it was when its `tag` was given. */
export async function changed(client: Client, id: number, tag: string): Promise<{ home: Home; tag: string } | undefined> {
  const { data, error, response } = await client.GET("/api/v1/listings/{id}", {
    params: { path: { id }, header: { "If-None-Match": tag } },
  });
  if (response.status === 304) return undefined;
  if (error) throw failed(error);
  return data && { home: data as Home, tag: response.headers.get("etag") ?? "" };
}

/** Asks about a home, once, however often the network makes it try. Returns the enquiry's id. */
export async function ask(client: Client, listing: number, message: string, key = crypto.randomUUID()): Promise<number> {
  const { data, error } = await client.POST("/api/v1/enquiries", {
    params: { header: { "Idempotency-Key": key } },
    body: { listing, message },
  });
  if (error) throw failed(error);
  return data.id;
}
