import assert from "node:assert/strict";
import test from "node:test";
import { addressOf } from "./address";

test("a chosen place replaces the place and the words and keeps the other filters", () => {
  const search: [string, string][] = [
    ["q", "wj"],
    ["city", "310100"],
    ["district", "310101"],
    ["estate", "4"],
    ["station", "9"],
    ["map_box", "1,2,3,4"],
    ["page", "3"],
    ["rent_min", ""],
    ["rent_max", "5000"],
    ["rooms", "1,2"],
    ["sort", "rent_up"],
  ];
  const kept = "rent_max=5000&rooms=1%2C2&sort=rent_up";
  for (const [kind, id, place] of [
    ["city", 110100, ""],
    ["district", 110105, "&district=110105"],
    ["business_district", 7, "&business_district=7"],
    ["station", 110100023110071, "&station=110100023110071"],
    ["estate", 8, "&estate=8"],
  ] as const) {
    assert.equal(addressOf({ kind, id, city: 110100 }, "", search), `/listings?city=110100${place}&${kept}`);
  }
});

test("words that do not stand for the place are searched as text", () => {
  const place = { kind: "estate", id: 8, city: 110100 } as const;
  assert.equal(addressOf(place, "两居 南", []), `/listings?q=${encodeURIComponent("两居")}+${encodeURIComponent("南")}&city=110100&estate=8`);
});
