// What the browser keeps joins the account of who is signed in, and follows it from then on.
//
// The document says who that is. Everything that was kept before is sent once after signing in; the
// account then answers what it has, and that replaces what the browser has. Signing out empties the
// lists, for they are the account's by then and the next person at this device may be another.

import type { Home, Kept } from "./kept";

/** Homes with the moment since when, as the API writes them. */
type Dated = [id: number, at: string][];

/** What a device kept, and what an account has. */
export interface KeptOnDevice {
  favourites: Dated;
  viewed: Dated;
}

/** Whose lists this browser has. */
const OWNER = "zufang.v1.account";
/** Says that this tab has asked already. */
const ASKED = "zufang.v1.account-asked";
/** Searches that this device keeps, in the form in which the API takes them: the module `searches` writes them. */
const SEARCHES = "zufang.v1.searches";
const API = "/api/v1/account";

/** The lists as the API takes them. */
export function toApi(homes: readonly Home[]): Dated {
  return homes.filter(({ at }) => at > 0).map(({ id, at }) => [id, new Date(at).toISOString()]);
}

/** What the API answered as a list, with the titles that are known here. */
export function fromApi(answer: Dated, known: readonly Home[]): Home[] {
  const titles = new Map(known.map(({ id, title }) => [id, title]));
  return answer.map(([id, at]) => ({ id, at: Date.parse(at) || 0, title: titles.get(id) ?? "" }));
}

/** Which homes came, and which went. */
export function difference(before: ReadonlySet<number>, after: readonly Home[]) {
  const now = new Set(after.map(({ id }) => id));
  return {
    came: [...now].filter((id) => !before.has(id)),
    gone: [...before].filter((id) => !now.has(id)),
  };
}

/**
 * Joins `kept` and the searches with the account, and calls `follow` to hear of every change of `kept`.
 * @param left called when the account had no room for some searches, which stay here
 */
export async function joinAccount(kept: Kept, follow: (changed: (list: string) => void) => void, left: () => void) {
  // The document names the account; nothing when nobody is signed in.
  const account = document.documentElement.dataset.account;
  try {
    const owner = localStorage.getItem(OWNER) ?? undefined;
    if (owner !== undefined && owner !== account) {
      // Signed out, or somebody else.
      kept.replace("favourites", []);
      kept.replace("history", []);
      localStorage.removeItem(OWNER);
      localStorage.removeItem(SEARCHES);
      sessionStorage.removeItem(ASKED);
    }
    if (account === undefined) return;
    if (sessionStorage.getItem(ASKED) !== account) {
      if (!(await bringSearches(left))) return;
      await exchange(kept, account, owner === account);
    }
  } catch {
    // Nothing can be stored, or the server cannot be reached: the lists stay as they are.
  }
  if (account === undefined) return;
  let known = new Set(kept.homes("favourites").map(({ id }) => id));
  follow((list) => {
    if (list === "history" && kept.homes("history").length === 0) void tell("DELETE", "viewed");
    if (list !== "favourites") return;
    const homes = kept.homes("favourites");
    const { came, gone } = difference(known, homes);
    known = new Set(homes.map(({ id }) => id));
    for (const id of came) void tell("PUT", `favourites/${id}`);
    for (const id of gone) void tell("DELETE", `favourites/${id}`);
  });
}

/**
 * Hands the searches over. They go by themselves, so that what is wrong with them keeps nothing else back. Resolves to
 * false where the page is read anew because of them: the next one goes on.
 */
async function bringSearches(left: () => void): Promise<boolean> {
  const searches = localStorage.getItem(SEARCHES);
  if (!searches) return true;
  const answer = await post(`{"searches":${searches}}`);
  // What is no list of searches is of no use to anybody.
  const rest = answer.status === 400 ? [] : answer.ok ? ((await answer.json()) as { searches: unknown[] }).searches : undefined;
  if (!rest) return true;
  localStorage.setItem(SEARCHES, rest.length > 0 ? JSON.stringify(rest) : "");
  const stays = dispatchEvent(new Event("kept-searches", { cancelable: true }));
  if (rest.length > 0 && stays) left();
  return stays;
}

function post(body: string): Promise<Response> {
  return fetch(`${API}/kept`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body,
  });
}

async function exchange(kept: Kept, account: string, joined: boolean) {
  const own: KeptOnDevice = {
    // Once joined, what was removed on another device must not come back.
    favourites: joined ? [] : toApi(kept.homes("favourites")),
    viewed: toApi(kept.homes("history")),
  };
  const answer = await post(JSON.stringify(own));
  if (!answer.ok) return;
  const has = (await answer.json()) as KeptOnDevice;
  kept.replace("favourites", fromApi(has.favourites, kept.homes("favourites")));
  if (!joined) kept.replace("history", fromApi(has.viewed, kept.homes("history")));
  localStorage.setItem(OWNER, account);
  sessionStorage.setItem(ASKED, account);
}

/** Tells the account of a change. What fails is mended when the next tab asks. */
async function tell(method: "PUT" | "DELETE", what: string) {
  try {
    await fetch(`${API}/${what}`, { method, keepalive: true });
  } catch {
    // Without a network the browser keeps its own list.
  }
}
