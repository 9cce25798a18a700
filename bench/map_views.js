// Views of the map, as the map asks for them.

/** Views of the largest cities, as query strings, each so wide that about `homes` homes are in it. */
export async function mapViews(url, homes) {
  const ask = async (query) => (await fetch(`${url}/api/v1/map?${query}`)).json();
  const { places } = await ask("view=73,18,135,54&zoom=4");
  const cities = places.toSorted((a, b) => b.count - a.count).filter((city) => city.count > homes);
  const views = [];
  for (const { place } of cities.slice(0, 6)) {
    const { bounds } = await ask(`city=${place.value}&view=73,18,135,54&zoom=10`);
    const middle = { lon: (bounds.west + bounds.east) / 2, lat: (bounds.south + bounds.north) / 2 };
    let shown = 0;
    for (let half = 0.02; shown < homes && half < 1; half *= 1.15) {
      const edges = [middle.lon - half, middle.lat - half * 0.7, middle.lon + half, middle.lat + half * 0.7];
      const view = `city=${place.value}&view=${edges.map((edge) => edge.toFixed(5)).join(",")}`;
      const { clusters } = await ask(`${view}&zoom=13`);
      shown = clusters.reduce((sum, cluster) => sum + cluster.count, 0);
      if (shown >= homes) views.push(view);
    }
  }
  if (views.length === 0) throw new Error(`no city has ${homes} homes on the map`);
  return views;
}
