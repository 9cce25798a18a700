import assert from "node:assert/strict";
import { test } from "node:test";
import { kindOf } from "./kind";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test("files are told by what is in them", () => {
  for (const [head, kind] of [
    ["\xff\xd8\xff\xe0", "jpeg"],
    ["\x89PNG\r\n\x1a\n", "png"],
    ["RIFF\0\0\0\0WEBPVP8 ", "webp"],
    ["\0\0\0\x1cftypavif\0\0\0\0avifmif1", "avif"],
    ["\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "heic"],
    ["\0\0\0\x18ftypisom\0\0\0\0isom", undefined],
    ["GIF89a", undefined],
    ["", undefined],
  ] as const) {
    assert.equal(kindOf(bytes(head)), kind, head);
  }
});
