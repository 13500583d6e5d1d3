/* Buttons beside the map: everything fingers and wheels can do, with one press each. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});
  const STEP = 0.35; // share of the map that one press moves it
  const WAYS = { north: [0, -1], south: [0, 1], west: [-1, 0], east: [1, 0] };

  /**
   * @param {L.Map} map
   * @param {(name: string) => HTMLElement} part finds `data-map="name"`
   * @param {() => void} showTown
   */
  ours.addTools = function (map, part, showTown) {
    const press = (name, act) => part(name).addEventListener("click", act);
    press("in", () => map.zoomIn());
    press("out", () => map.zoomOut());
    press("home", showTown);
    press("here", () => narrowTo(map.getBounds()));
    Object.entries(WAYS).forEach(([way, [x, y]]) => press(way, () => {
      const size = map.getSize();
      map.panBy([x * STEP * size.x, y * STEP * size.y]);
    }));

    // Where all is in view, there is nothing to move and nothing to narrow.
    const update = () => {
      const isCloser = map.getZoom() > map.getMinZoom();
      ["ways", "here"].forEach((name) => { part(name).hidden = !isCloser; });
    };
    map.on("moveend", update);
    update();
  };

  /** Ask for the list of what is in view; the address can be shared. */
  function narrowTo(view) {
    const address = new URL(window.location.href);
    const edges = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
    address.searchParams.set("bbox", edges.map((degrees) => degrees.toFixed(4)).join(","));
    address.searchParams.delete("page");
    window.location.assign(address);
  }
})();
