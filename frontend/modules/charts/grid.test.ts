import assert from "node:assert/strict";
import { test } from "node:test";
import { cellLink, ends, parseGrid } from "./grid";

const TEXT = "[[5,500,3,4],[0,1,3],[2,3,7]]";

test("what the page wrote is read as it was meant", () => {
  const grid = parseGrid(TEXT);
  assert.deepEqual(grid?.areas, { step: 5, count: 3 });
  assert.deepEqual(grid?.rents, { step: 500, count: 4 });
  assert.deepEqual(grid?.cells, [[0, 1, 3], [2, 3, 7]]);
  assert.equal(parseGrid("[[]]"), undefined);
});

test("the first and the last cell are open, and rents do not overlap", () => {
  const rents = { step: 500, count: 4 };
  assert.deepEqual(ends(rents, 0, true), { max: 499 });
  assert.deepEqual(ends(rents, 1, true), { min: 500, max: 999 });
  assert.deepEqual(ends(rents, 3, true), { min: 1500 });
});

test("a cell narrows the search and keeps its other conditions", () => {
  const grid = parseGrid(TEXT);
  assert.ok(grid);
  const link = cellLink("/listings?city=110100&q=%E6%9C%9B%E4%BA%AC", grid, 2, 1);
  const url = new URL(link, "https://zufang.invalid");
  assert.equal(url.pathname, "/listings");
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    city: "110100",
    q: "望京",
    rent_min: "500",
    rent_max: "999",
    area_min: "10",
  });
});
