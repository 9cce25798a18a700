import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, moved, nearest, target } from "./order";

test("a photo moves within the order", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
  assert.deepEqual(moved(["a", "b"], 0, 5), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], -1, 0), ["a", "b"]);
});

test("keys move one step or to an end, and no further", () => {
  assert.equal(target("ArrowLeft", 0, 3), 0);
  assert.equal(target("ArrowUp", 2, 3), 1);
  assert.equal(target("ArrowRight", 2, 3), 2);
  assert.equal(target("Home", 2, 3), 0);
  assert.equal(target("End", 0, 3), 2);
  assert.equal(target("a", 0, 3), undefined);
});

test("what is dropped goes to the nearest place", () => {
  const places = [0, 100, 200].map((left) => ({ left, top: 0, width: 90, height: 60 }));
  assert.equal(nearest(places, 140, 500), 1);
  assert.equal(nearest(places, 999, 0), 2);
  assert.equal(nearest([], 0, 0), -1);
});

test("texts are filled in", () => {
  assert.equal(filled("{name}: {at} of {count}, {else}", { name: "a", at: 1, count: 2 }), "a: 1 of 2, {else}");
});
