import assert from "node:assert/strict";
import { test } from "node:test";
import { partOf } from "./whole_pages";

test("an address belongs to the part that its first word names", () => {
  assert.equal(partOf("/console/listings/7"), "console");
  assert.equal(partOf("/admin/users"), "admin");
  assert.equal(partOf("/account"), "account");
  for (const path of ["/", "/listings/7", "/accounts", "/consoles/x"]) assert.equal(partOf(path), undefined, path);
});
