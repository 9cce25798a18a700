import assert from "node:assert/strict";
import test from "node:test";
import { homeIn, keepsPage } from "./rules";

test("the worker answers for pages, never for calls and files", () => {
  for (const path of ["/", "/listings", "/listings/12", "/map", "/cities/110100", "/offline"]) assert.ok(keepsPage(path), path);
  for (const path of ["/api/ui/listing", "/api/v1/listings", "/locale/en", "/theme/dark", "/pkg/a.js", "/photos/a.webp", "/sitemap.xml", "/robots.txt", "/healthz"])
    assert.ok(!keepsPage(path), path);
});

test("nothing but pages and pictures of homes is kept for a message", () => {
  assert.deepEqual(homeIn({ home: "/listings/12", photos: ["/photos/a.webp", "https://evil.example/x", "/api/v1/listings", 7] }), {
    path: "/listings/12",
    photos: ["/photos/a.webp"],
  });
  for (const home of [undefined, null, {}, "/listings", "/listings/a", "/listings/1/x", "//evil.example/listings/1", "/api/ui/listing"])
    assert.equal(homeIn({ home, photos: [] }), undefined);
});
