// The searches that the load consists of: what renters ask, from the places and tags in the data.

const RENTS = ["rent_max=2500", "rent_min=1500&rent_max=3500", "rent_min=3000&rent_max=6000", "rent_min=5000"];
const SORTS = ["newest", "rent_up", "rent_down", "area", "rent_per_area"];
const ORIENTATIONS = ["south", "south,north", "east", "south_east"];
const FLAGS = ["lift=1", "subway=1", "no_fee=1"];

/** Places and tags of the data that `url` serves. */
export async function vocabulary(url) {
  const facets = async (query) => {
    const answer = await fetch(`${url}/api/v1/listings?include=facets${query}`);
    return (await answer.json()).facets;
  };
  const { cities, tags } = await facets("");
  return {
    tags: tags.map((tag) => tag.value),
    cities: await Promise.all(
      cities.slice(0, 12).map(async (city) => {
        const { districts, business_districts } = await facets(`&city=${city.value}`);
        return {
          code: city.value,
          districts: districts.map((district) => district.value),
          words: [...districts, ...business_districts.slice(0, 20)].map((place) => place.name),
        };
      }),
    ),
  };
}

/** `count` searches that fill a page, as query strings; the same ones for the same data. */
export async function searches(url, words, count, { alwaysInCity }) {
  const random = generator(1);
  const found = [];
  while (found.length < count) {
    const query = search(words, random, alwaysInCity);
    const depth = random() < 0.35 ? random() ** 3 : 0;
    const answer = await fetch(`${url}/api/v1/listings?${query}`);
    if (!answer.ok) throw new Error(`${query} is answered with ${answer.status}: ${await answer.text()}`);
    const { count: total, pages } = await answer.json();
    if (total < 20) continue;
    const page = 1 + Math.floor(depth * Math.min(pages - 1, 50));
    found.push(page > 1 ? `${query}&page=${page}` : query);
  }
  return found;
}

function search({ cities, tags }, random, alwaysInCity) {
  const pick = (values) => values[Math.floor(random() * values.length)];
  const params = [];
  const maybe = (chance, param) => random() < chance && params.push(param());
  const city = pick(cities);
  if (alwaysInCity || random() < 0.85) {
    params.push(`city=${city.code}`);
    if (city.districts.length > 0) maybe(0.5, () => `district=${pick(city.districts)}`);
  }
  maybe(0.1, () => `q=${encodeURIComponent(pick(city.words))}`);
  maybe(0.6, () => pick(RENTS));
  maybe(0.5, () => `rooms=${pick(["1", "2", "3", "1,2", "2,3"])}`);
  maybe(0.3, () => `mode=${pick(["entire", "shared"])}`);
  maybe(0.2, () => `orientation=${pick(ORIENTATIONS)}`);
  maybe(0.2, () => pick(FLAGS));
  if (tags.length > 0) maybe(0.1, () => `tag=${pick(tags)}`);
  params.push(`sort=${pick(SORTS)}`);
  return params.join("&");
}

// mulberry32: small, seeded, good enough to vary searches.
function generator(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
