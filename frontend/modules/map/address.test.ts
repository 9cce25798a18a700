import assert from "node:assert/strict";
import { test } from "node:test";
import { areaOf, areaParam, boxOf, boxParam, mapAddress, placeKey } from "./address";

test("an address keeps the search, starts at the first page and writes areas plainly", () => {
  const area = areaParam([
    [116.3, 39.9],
    [116.4123456, 39.9],
    [116.4, 40],
  ]);
  assert.equal(area, "116.3,39.9;116.41235,39.9;116.4,40");
  assert.equal(mapAddress("city=110100&rooms=1,2&page=3", { within: area }), `/map?city=110100&rooms=1,2&within=${area}`);
  assert.equal(mapAddress("within=1,2;3,4;5,1", { within: "" }), "/map");
});

test("what is written is read again", () => {
  const box = { west: 116.1, south: 39.5, east: 116.9, north: 40.25 };
  assert.deepEqual(boxOf(`map_box=${boxParam(box)}`), box);
  assert.equal(boxOf("map_box=1,2,x,4"), undefined);
  assert.equal(boxOf(""), undefined);
  assert.deepEqual(areaOf("within=1,2;3,4;5,1"), [
    [1, 2],
    [3, 4],
    [5, 1],
  ]);
  assert.deepEqual(areaOf("city=1"), []);
});

test("only what says where changes the place", () => {
  assert.equal(placeKey("city=1&rent_max=5"), placeKey("city=1&map_box=1,2,3,4"));
  assert.notEqual(placeKey("city=1"), placeKey("city=2"));
});
