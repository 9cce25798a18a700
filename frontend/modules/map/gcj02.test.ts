import assert from "node:assert/strict";
import { test } from "node:test";
import { fromGcj02, toGcj02, type LonLat } from "./gcj02";

/** Public landmarks: where they are, and where Chinese maps draw them. */
const LANDMARKS: readonly (readonly [name: string, wgs84: LonLat, gcj02: LonLat])[] = [
  ["天安门", [116.391265, 39.907356], [116.397506, 39.908757]],
  ["外滩", [121.490317, 31.222771], [121.494782, 31.220778]],
  ["广州塔", [113.3245, 23.1066], [113.329921, 23.103998]],
  ["深圳市民中心", [114.0595, 22.5428], [114.064616, 22.540086]],
];

function metres(a: LonLat, b: LonLat): number {
  const degree = 111_320;
  return Math.hypot((a[0] - b[0]) * degree * Math.cos((a[1] * Math.PI) / 180), (a[1] - b[1]) * degree);
}

test("landmarks come to stand where Chinese maps draw them", () => {
  for (const [name, wgs84, gcj02] of LANDMARKS) {
    assert.ok(metres(toGcj02(wgs84), gcj02) < 0.2, name);
    const moved = metres(wgs84, gcj02);
    assert.ok(moved > 300 && moved < 800, `${name} moves by ${moved} m`);
  }
});

test("there and back again is the same place", () => {
  for (let lon = 73; lon < 137; lon += 3.7) {
    for (let lat = 4; lat < 53; lat += 3.1) {
      const point: LonLat = [lon, lat];
      assert.ok(metres(fromGcj02(toGcj02(point)), point) < 0.01, `${lon}, ${lat}`);
    }
  }
});

test("abroad nothing moves", () => {
  const newYork: LonLat = [-73.98, 40.75];
  assert.deepEqual(toGcj02(newYork), newYork);
  assert.deepEqual(fromGcj02(newYork), newYork);
});
