/* The ground of a map: the town's outline among its neighbours. Needs Leaflet. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});
  const SVG = "http://www.w3.org/2000/svg";

  /**
   * Draw the base map and the names of places.
   *
   * @param {L.Map} map
   * @param {object} ground GeoJSON FeatureCollection; see kommunen.geo.outlines.base_map
   */
  ours.drawGround = function (map, ground) {
    const those = (role) => ground.features.filter((each) => each.properties.role === role);
    const draw = (features, className) =>
      L.geoJSON(features, { interactive: false, style: { className, fillOpacity: 1 } }).addTo(map);

    draw(those("town"), "map__shore");
    draw(those("neighbour"), "map__around");
    draw(those("town"), "map__land");
    if (draw(those("part"), "map__around").getLayers().length) {
      draw(those("town"), "map__land map__land--edge");
    }

    const pane = map.createPane("names");
    pane.style.zIndex = 450; // above the land, below the signs
    pane.setAttribute("aria-hidden", "true");
    ground.features.filter((each) => each.properties.label).forEach(({ properties }) => {
      const [lon, lat] = properties.label;
      const icon = L.divIcon({ className: "", iconSize: [0, 0], html: written(properties.name) });
      L.marker([lat, lon], { icon, pane: "names", interactive: false, keyboard: false }).addTo(map);
    });
    const tidy = () => hideCutNames(map.getContainer(), pane);
    map.on("moveend", tidy);
    document.fonts.ready.then(tidy);
  };

  /** Pictures of streets, where there are any; before the map has a view, as they want whole zooms. */
  ours.drawStreets = function (map) {
    const streets = document.getElementById("map-streets");
    if (!streets) return;
    const { url, maxZoom } = JSON.parse(streets.textContent);
    map.options.zoomSnap = 1;
    map.getContainer().classList.add("map--streets");
    L.tileLayer(url, { maxNativeZoom: maxZoom, maxZoom: map.options.maxZoom }).addTo(map);
  };

  /** A name is shown whole or not at all. */
  function hideCutNames(holder, pane) {
    const frame = holder.getBoundingClientRect();
    const tools = [...holder.parentElement.querySelectorAll("button")]
      .map((button) => button.getBoundingClientRect());
    pane.querySelectorAll("text").forEach((text) => {
      const box = text.getBoundingClientRect();
      const isCut = box.left < frame.left || box.right > frame.right
        || tools.some((tool) => box.right > tool.left && box.left < tool.right
          && box.bottom > tool.top && box.top < tool.bottom);
      text.style.visibility = isCut ? "hidden" : "";
    });
  }

  function written(name) {
    const svg = document.createElementNS(SVG, "svg");
    const text = document.createElementNS(SVG, "text");
    svg.setAttribute("overflow", "visible");
    svg.setAttribute("width", "1"); // what has no width is not drawn
    text.setAttribute("class", "map__name");
    text.textContent = name;
    svg.append(text);
    return svg;
  }

  /** Bounds from [west, south, east, north], the order of GeoJSON. */
  ours.boundsOf = ([west, south, east, north]) => L.latLngBounds([south, west], [north, east]);
})();
