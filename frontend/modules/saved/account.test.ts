import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, fromApi, toApi } from "./account";

const home = (id: number, at = 1_700_000_000_000, title = `Home ${id}`) => ({ id, at, title });

test("lists go to the account with their moments", () => {
  assert.deepEqual(toApi([home(7), home(8, 0)]), [[7, "2023-11-14T22:13:20.000Z"]]);
});

test("what the account has keeps the titles that are known here", () => {
  const answer: [number, string][] = [
    [7, "2023-11-14T22:13:20Z"],
    [9, "never"],
  ];
  assert.deepEqual(fromApi(answer, [home(7)]), [home(7), { id: 9, at: 0, title: "" }]);
});

test("only what came and what went is told", () => {
  assert.deepEqual(difference(new Set([1, 2]), [home(2), home(3)]), { came: [3], gone: [1] });
});
