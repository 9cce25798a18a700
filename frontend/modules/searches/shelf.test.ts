import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST, NAME, type Search, named, parse, plain, put, renamed, without } from "./shelf";

const search = (number: number): Search => ({ name: `Search ${number}`, query: `rent_min=${number}`, at: "2026-06-01T04:00:00.000Z" });

test("a search is kept once, the newest first, until there is no room", () => {
  let list: Search[] = [];
  for (let number = 1; number <= MOST; number++) list = put(list, search(number)) ?? [];
  assert.equal(list.length, MOST);
  assert.equal(list[0]?.query, `rent_min=${MOST}`);
  assert.equal(put(list, search(MOST + 1)), undefined);
  const again = put(list, { ...search(1), name: "Anew" });
  assert.equal(again?.length, MOST, "what is in it already needs no room");
  assert.equal(again?.[0]?.name, "Anew");
  assert.equal(without(list, "rent_min=3").length, MOST - 1);
  assert.equal(renamed(list, "rent_min=3", "Other").find(({ query }) => query === "rent_min=3")?.name, "Other");
});

test("a search begins at its first page, and says nothing of the language", () => {
  assert.equal(plain("?city=110100&page=3&rooms=2&lang=en"), "city=110100&rooms=2");
  assert.equal(plain("q=homepage%3D&cursor=x"), "q=homepage%3D");
  assert.equal(plain("?"), "");
});

test("names have no line ends and an end", () => {
  assert.equal(named(" 朝阳\n两室 "), "朝阳两室");
  assert.equal(Array.from(named("🏠".repeat(99))).length, NAME);
});

test("what is no list of searches is read as none", () => {
  for (const json of [null, "", "{", "null", "7", '{"query":"a=1"}', '[null,1,"x",{},{"query":""},{"query":"?page=2"}]']) {
    assert.deepEqual(parse(json), [], String(json));
  }
  assert.deepEqual(parse('[{"query":"?a=1","at":"never"},{"query":"a=1"},{"query":"b=2","name":" B ","at":"2026-06-01T04:00:00Z"}]'), [
    { name: "a=1", query: "a=1", at: "1970-01-01T00:00:00.000Z" },
    { name: "B", query: "b=2", at: "2026-06-01T04:00:00.000Z" },
  ]);
});
