import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept, MOST, type List, parse } from "./kept";

const KEY = "zufang.v1.favourites";

function shelf() {
  const entries = new Map<string, string>();
  let refuse: Error | undefined;
  const storage = {
    getItem(key: string) {
      if (refuse?.name === "SecurityError") throw refuse;
      return entries.get(key) ?? null;
    },
    setItem(key: string, value: string) {
      if (refuse) throw refuse;
      entries.set(key, value);
    },
  };
  return { entries, storage: () => storage, refuse: (name?: string) => (refuse = name ? new DOMException("no", name) : undefined) };
}

const home = (id: number) => ({ id, at: 1_700_000_000_000 + id, title: `Home ${id}` });
const ids = (kept: Kept, list: List) => kept.homes(list).map(({ id }) => id);

test("homes are kept newest first, each once, and outlive the page", () => {
  const { storage } = shelf();
  const changes: List[] = [];
  const kept = new Kept(storage, (list) => changes.push(list));
  for (const id of [1, 2, 1]) assert.ok(kept.put("favourites", home(id)));
  assert.deepEqual(ids(kept, "favourites"), [1, 2]);
  assert.deepEqual(changes, ["favourites", "favourites", "favourites"]);
  assert.deepEqual(new Kept(storage, () => {}).homes("favourites"), [home(1), home(2)]);
  kept.remove("favourites", 2);
  kept.remove("favourites", 9);
  assert.equal(changes.length, 4, "removing what is not there is no change");
  assert.deepEqual(ids(new Kept(storage, () => {}), "favourites"), [1]);
});

test("a full list takes no more, but the history lets the oldest go", () => {
  const kept = new Kept(shelf().storage, () => {});
  for (let id = 1; id <= MOST.history + 1; id++) assert.ok(kept.put("history", home(id)));
  assert.equal(kept.homes("history").length, MOST.history);
  assert.ok(!kept.has("history", 1));
  for (let id = 1; id <= MOST.compare; id++) assert.ok(kept.put("compare", home(id)));
  assert.ok(!kept.put("compare", home(5)));
  assert.ok(kept.put("compare", home(2)), "what is in it already is no fifth");
  assert.deepEqual(ids(kept, "compare"), [2, 4, 3, 1]);
});

test("without storage the homes are kept as long as the page, and the reason is known", () => {
  for (const [name, trouble] of [["SecurityError", "off"], ["QuotaExceededError", "full"]] as const) {
    const { storage, refuse } = shelf();
    refuse(name);
    const kept = new Kept(storage, () => {});
    assert.ok(kept.put("favourites", home(1)));
    assert.deepEqual(ids(kept, "favourites"), [1]);
    assert.equal(kept.trouble, trouble);
    kept.written(null);
    assert.deepEqual(ids(kept, "favourites"), [1], "another page's write takes nothing away");
    refuse();
    assert.ok(kept.put("favourites", home(2)));
    assert.equal(kept.trouble, "");
    assert.deepEqual(ids(new Kept(storage, () => {}), "favourites"), [2, 1]);
  }
});

test("what another page writes is seen", () => {
  const { storage } = shelf();
  const changes: List[] = [];
  const kept = new Kept(storage, (list) => changes.push(list));
  assert.deepEqual(ids(kept, "favourites"), []);
  new Kept(storage, () => {}).put("favourites", home(7));
  kept.written(KEY);
  kept.written("something else");
  assert.deepEqual(ids(kept, "favourites"), [7]);
  assert.deepEqual(changes, ["favourites"]);
});

test("what is no list of homes is read as none", () => {
  for (const json of [null, "", "{", "null", "7", '{"id":1}', '[null,1,"x",{},{"id":"1"},{"id":0},{"id":1.5},{"id":1e99}]']) {
    assert.deepEqual(parse(json), [], String(json));
  }
  assert.deepEqual(parse('[{"id":3,"at":"x"},{"id":3,"at":5},{"id":4,"at":9,"title":"a"}]'), [
    { id: 3, at: 0, title: "" },
    { id: 4, at: 9, title: "a" },
  ]);
});
