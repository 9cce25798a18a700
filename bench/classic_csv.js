// The tables of a classic system as the CSV files that `zufang import classic` reads, for those who have no
// real ones.

import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { once } from "node:events";

const CITIES = ["440300", "440100", "310100", "110100", "500100"];
const TYPES = ["单间", "一室一厅", "两室一厅", "两室两厅", "三室一厅", "三室两厅", "四室两厅", "别墅", "其他"];
const TAGS = ["家电齐全", "拎包入住", "配套齐全", "交通便利", "南北通透", "采光好", "随时看房", "有电梯"];
const DIRECTIONS = ["朝南", "朝东", "朝西", "朝北", "南北通透", "朝东南"];
const QUALITIES = ["采光好", "精装修", "近地铁", "南北通透", "家电齐全", "拎包入住", "业主急租", "安静舒适", "电梯大两房", "温馨小家"];
const GARDENS = ["幸福里", "翡翠园", "阳光花园", "今日家园", "碧海湾", "锦绣苑", "金色家园", "万象城", "香榭里", "春晓苑"];
const ROLES = ["普通用户", "房东", "经纪人", "管理员"];
const AGENTS = 50;
const USERS = 500;
const ESTATES_PER_DISTRICT = 60;

/** @typedef {Iterable<(string | number)[]>} Lines */

/**
 * Writes `homes` homes with all that they name to `folder`; the same ones every time.
 * @param {string} folder
 * @param {number} homes
 */
export async function writeClassic(folder, homes) {
  mkdirSync(folder, { recursive: true });
  const districts = readDistricts();
  const estates = districts.length * ESTATES_PER_DISTRICT;
  /** @param {string} table @param {string} columns @param {Lines} lines */
  const write = (table, columns, lines) => writeTable(`${folder}/${table}.csv`, columns, lines);
  await write("tb_role", "roleid,rolename", numbered(ROLES));
  await write("tb_house_type", "typeid,name", numbered(TYPES));
  await write("tb_tag", "tagid,content", numbered(TAGS));
  await write("tb_user", "userid,username,password,realname,sex,tel,email,regdate,point,lastvisit",
    rows(USERS, (id) => [
      id, `user${id}`, "e10adc3949ba59abbe56e057f20f883e", "王大锤", id % 2, `1380013${String(id).padStart(4, "0")}`,
      `user${id}@example.com`, "2024-06-30 12:00:00", 0, "",
    ]));
  await write("tb_user_role", "user_role_id,userid,roleid", rows(USERS, (id) => [id, id, 1 + (id % 3)]));
  await write("tb_estate", "estateid,distid,name,hot,intro",
    rows(estates, (id) => [id, district(districts, id).code, estate(id), (id * 37) % 1_000, ""]));
  await write("tb_agent", "agentid,name,tel,servstar,realstar,profstar,certificated",
    rows(AGENTS, (id) => [id, "袁晓孟", `1590013${String(id).padStart(4, "0")}`, 1 + (id % 5), 4, 3, id % 2]));
  await write("tb_agent_estate", "agent_estate_id,agentid,estateid", rows(estates, (id) => [id, 1 + (id % AGENTS), id]));
  await write("tb_house_tag", "house_tag_id,houseid,tagid",
    rows(homes * 2, (id) => [id, 1 + ((id - 1) >> 1), 1 + ((id * 5 + (id >> 3)) % TAGS.length)]));
  await write("tb_house_info", COLUMNS, rows(homes, (id) => home(districts, estates, id)));
}

const COLUMNS =
  "houseid,title,area,floor,totalfloor,direction,price,priceunit,detail,mainphoto,pubdate,street,hassubway,isshared," +
  "hasagentfees,typeid,userid,distid2,distid3,estateid,agentid";

/**
 * @param {District[]} districts
 * @param {number} estates
 * @param {number} id
 */
function home(districts, estates, id) {
  // As in real ones, headlines are made of few different pieces.
  const any = numbers(id);
  const named = 1 + any(estates);
  const { code, city } = district(districts, named);
  const type = 1 + any(TYPES.length);
  const area = 20 + type * 12 + any(40);
  const total = 6 + any(28);
  const day = new Date(Date.UTC(2018, 0, 1 + any(2_000))).toISOString().slice(0, 10);
  const words = [0, 1, 2].map(() => QUALITIES[any(QUALITIES.length)]);
  return [
    id, `"${area}平米${words[0]},${GARDENS[named % GARDENS.length]}${any(4) + 1}期${TYPES[type - 1]},${words[1]},${words[2]}!"`, area, 1 + any(total), total,
    DIRECTIONS[any(DIRECTIONS.length)] ?? "", Math.round((area * (30 + any(90))) / 100) * 100, "元/月",
    `${estate(named)}的${TYPES[type - 1]}，${words.join("，")}。${"户型方正，小区环境好，生活配套成熟，公交地铁都很方便。".repeat(1 + any(4))}`,
    `${id.toString(16).padStart(12, "0")}.jpg`, day, `${estate(named)}路${1 + any(900)}号`, any(2), Number(any(7) === 0),
    Number(any(3) === 0), type, 1 + any(USERS), city, code, named, 1 + any(AGENTS),
  ];
}

/**
 * Numbers below what is asked for, others for each `seed` and the same for the same.
 * @param {number} seed
 */
function numbers(seed) {
  return (/** @type {number} */ below) => {
    // mulberry32
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** @param {number} id */
function estate(id) {
  return `${GARDENS[id % GARDENS.length]}${1 + Math.floor(id / GARDENS.length)}期`;
}

/**
 * @param {string} file
 * @param {string} columns
 * @param {Lines} lines
 */
async function writeTable(file, columns, lines) {
  const out = createWriteStream(file);
  out.write(`${columns}\n`);
  for (const line of lines) if (!out.write(`${line.join(",")}\n`)) await once(out, "drain");
  out.end();
  await once(out, "finish");
}

/**
 * @param {number} count
 * @param {(id: number) => (string | number)[]} row
 */
function* rows(count, row) {
  for (let id = 1; id <= count; id++) yield row(id);
}

/** @param {string[]} names */
const numbered = (names) => names.map((name, at) => [at + 1, name]);

/** @typedef {{ code: string, city: string }} District */

/**
 * @param {District[]} districts
 * @param {number} estate
 */
function district(districts, estate) {
  return /** @type {District} */ (districts[Math.floor((estate - 1) / ESTATES_PER_DISTRICT)]);
}

/** @returns {District[]} */
function readDistricts() {
  const divisions = readFileSync("server/store/data/divisions.csv", "utf8").trim().split("\n").slice(1)
    .map((line) => line.split(","));
  return divisions
    .filter(([, level, , parent]) => level === "district" && CITIES.includes(parent ?? ""))
    .map(([code = "", , , city = ""]) => ({ code, city }));
}
