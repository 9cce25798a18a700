// What the first visit of a page transfers, compressed with brotli.

import { request } from "node:http";

/** Kilobytes (1024) of the page, its stylesheets, and its wasm and scripts. */
export async function transferred(url) {
  const page = await get(url);
  const named = [...page.text.matchAll(/["'(](\/pkg\/[^"')]+)["')]/g)].map((match) => match[1]);
  const sizes = { html: page.bytes, css: 0, code: 0 };
  for (const path of new Set(named)) {
    const { bytes } = await get(new URL(path, url));
    sizes[path.endsWith(".css") ? "css" : "code"] += bytes;
  }
  return Object.fromEntries(Object.entries(sizes).map(([part, bytes]) => [part, bytes / 1024]));
}

async function get(url) {
  const plain = await (await fetch(url)).text();
  return await new Promise((resolve, reject) => {
    const sent = request(url, { headers: { "accept-encoding": "br" } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk) => (bytes += chunk.length));
      answer.on("end", () => {
        if (answer.statusCode !== 200) reject(new Error(`${url} answers ${answer.statusCode}`));
        else if (answer.headers["content-encoding"] !== "br") reject(new Error(`${url} is not sent as brotli`));
        else resolve({ text: plain, bytes });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}
