/* Plain Leaflet and supercluster, as their own examples have it, with the same file and signs. */
(async function () {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const [west, south, east, north] = data.view.town;
  const map = L.map("map", { attributionControl: false, zoomSnap: 0.25, maxZoom: 17, zoomAnimation: false });
  map.fitBounds([[south, west], [north, east]], { animate: false });
  const columns = await (await fetch(data.markers)).json();
  let [id, x, y] = [0, 0, 0];
  const features = columns.ids.map((step, place) => {
    id += step;
    x += columns.lon[place];
    y += columns.lat[place];
    const geometry = { type: "Point", coordinates: [x / 1e5, y / 1e5] };
    return { type: "Feature", properties: { id, kind: columns.kinds[place] }, geometry };
  });
  const index = new Supercluster({ radius: 60, extent: 256, maxZoom: 16 });
  index.load(features);
  const view = map.getBounds();
  const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
  index.getClusters(box, Math.floor(map.getZoom())).forEach(({ properties, geometry }) => {
    const element = document.createElement(properties.cluster ? "button" : "a");
    element.className = properties.cluster ? "cluster" : "marker";
    const name = properties.cluster ? "-cluster" : `="k${properties.kind}"`;
    element.append(document.querySelector(`template[data-sign${name}]`).content.cloneNode(true));
    if (properties.cluster) element.querySelector("text").textContent = properties.point_count;
    const icon = L.divIcon({ className: "map__sign", iconSize: [0, 0], html: element });
    const [lon, lat] = geometry.coordinates;
    L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(map);
  });
})();
