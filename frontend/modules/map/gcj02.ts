/** Degrees, as [longitude, latitude]. */
export type LonLat = readonly [lon: number, lat: number];

/** Semi-major axis and squared eccentricity of the Krasovsky ellipsoid, which GCJ-02 is made with. */
const AXIS = 6378245;
const ECCENTRICITY = 0.00669342162296594323;

/** Outside of this box tiles and points are plain WGS-84. */
const CHINA = { west: 72.004, south: 0.8293, east: 137.8347, north: 55.8271 };

function isInChina([lon, lat]: LonLat): boolean {
  return lon >= CHINA.west && lon <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north;
}

/** The waves that both offsets share, by the period in degrees. */
function waves(value: number, periods: readonly (readonly [amplitude: number, period: number])[]): number {
  return periods.reduce(
    (sum, [amplitude, period]) => sum + (amplitude * Math.sin((value * Math.PI) / period) * 2) / 3,
    0,
  );
}

/** By how much GCJ-02 is off at the WGS-84 point, in degrees. */
function offset([lon, lat]: LonLat): LonLat {
  const x = lon - 105;
  const y = lat - 35;
  const root = Math.sqrt(Math.abs(x));
  const common = waves(x, [[20, 1 / 6], [20, 1 / 2]]);
  const metresNorth =
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
    common + waves(y, [[20, 1], [40, 3], [160, 12], [320, 30]]);
  const metresEast =
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root +
    common + waves(x, [[20, 1], [40, 3], [150, 12], [300, 30]]);
  const radians = (lat * Math.PI) / 180;
  const curve = 1 - ECCENTRICITY * Math.sin(radians) ** 2;
  const north = (metresNorth * 180) / (((AXIS * (1 - ECCENTRICITY)) / curve ** 1.5) * Math.PI);
  const east = (metresEast * 180) / ((AXIS / Math.sqrt(curve)) * Math.cos(radians) * Math.PI);
  return [east, north];
}

/** A WGS-84 point as Chinese maps draw it. */
export function toGcj02(point: LonLat): LonLat {
  if (!isInChina(point)) return point;
  const [east, north] = offset(point);
  return [point[0] + east, point[1] + north];
}

/** The WGS-84 point that Chinese maps draw at `point`, to a hundredth of a metre. */
export function fromGcj02(point: LonLat): LonLat {
  if (!isInChina(point)) return point;
  let guess = point;
  for (let round = 0; round < 6; round += 1) {
    const [east, north] = offset(guess);
    guess = [point[0] - east, point[1] - north];
  }
  return guess;
}
