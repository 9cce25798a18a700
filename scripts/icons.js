// Draws the icons of the installed app from the brand's SVG (app/assets/favicon.svg) into app/assets:
// run it after the SVG has changed, and commit what it writes.
//
//   node scripts/icons.js
import { chromium } from "@playwright/test";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const assets = join(dirname(fileURLToPath(import.meta.url)), "../app/assets");
const svg = readFileSync(join(assets, "favicon.svg"), "utf8");
// Launchers cut maskable icons to shapes of their own: the ground fills the square, and the house
// keeps to the middle 80 %. So does Apple, which rounds the corners itself.
const square = svg.replace(/ rx="[^"]*"/, "");
const maskable = square.replace(
  /(<rect[^>]*\/>)(.*)(<\/svg>)/s,
  '$1<g transform="translate(3.2 3.2) scale(.8)">$2</g>$3',
);
if (maskable === square) throw new Error("the brand's SVG is a square and what stands on it");

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();

async function png(source, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${source}`);
  return page.screenshot({ omitBackground: true });
}

mkdirSync(join(assets, "icons"), { recursive: true });
for (const [name, source, size] of [
  ["icons/192.png", svg, 192],
  ["icons/512.png", svg, 512],
  ["icons/maskable-192.png", maskable, 192],
  ["icons/maskable-512.png", maskable, 512],
  ["apple-touch-icon.png", maskable, 180],
])
  writeFileSync(join(assets, name), await png(source, size));

// For browsers that ask for /favicon.ico without being told: one PNG of 32 pixels in the frame of
// an icon file.
const picture = await png(svg, 32);
const frame = Buffer.alloc(22);
frame.writeUInt16LE(1, 2);
frame.writeUInt16LE(1, 4);
frame.writeUInt8(32, 6);
frame.writeUInt8(32, 7);
frame.writeUInt16LE(1, 10);
frame.writeUInt16LE(32, 12);
frame.writeUInt32LE(picture.length, 14);
frame.writeUInt32LE(frame.length, 18);
writeFileSync(join(assets, "favicon.ico"), Buffer.concat([frame, picture]));
await browser.close();
