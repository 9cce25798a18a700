// A file of listings in the form that `zufang import listings` reads, for those who have no real one.

import { createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";

const CITIES = ["110100", "310100", "440100", "440300", "131000"];
const COLUMNS =
  "id,source,snapshot,city,city_code,district,adcode,bizcircle,rooms,area_m2,orientation,floor_total,rent_month,rent_m2";

/** Writes `rows` rows, the same ones every time, with some sixty business districts per city. */
export async function writeListings(file, rows) {
  const districts = readDistricts();
  const out = createWriteStream(file);
  out.write(`${COLUMNS}\n`);
  for (let row = 0; row < rows; row++) {
    const { city, district } = districts[(row * 7) % districts.length];
    const rooms = 1 + (row % 4);
    const area = 30 + ((row * 37) % 100) + rooms * 10;
    const rent = Math.round((area * (30 + ((row * 53) % 70))) / 100) * 100;
    const line = [
      row, "bench", "2023-05", city.name, city.code, district.name, district.code,
      `${district.name.slice(0, 2)}${"东南西北中"[row % 5]}`, rooms, area,
      ["南", "南 北", "东", "西"][row % 4], 6 + (row % 28), rent, (rent / area).toFixed(1),
    ].join(",");
    if (!out.write(`${line}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

function readDistricts() {
  const divisions = readFileSync("server/store/data/divisions.csv", "utf8").trim().split("\n").slice(1)
    .map((line) => line.split(","))
    .map(([code, level, name, parent]) => ({ code, level, name, parent }));
  const named = new Map(divisions.map((division) => [division.code, division]));
  return CITIES.flatMap((city) => {
    // The cities that are provinces too stand under the province's code, like in the real files.
    const own = named.get(city) ?? named.get(`${city.slice(0, 2)}0000`);
    return divisions
      .filter(({ level, parent }) => level === "district" && parent === city)
      .map((district) => ({ city: own, district }));
  });
}
