/* Which signs stand on the map: near ones become a circle with their number. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});
  const ROOM = 60; // pixels: a sign's own 44, and what a pin above its place takes from a circle

  /**
   * @param {L.Map} map
   * @param {object[]} entries with `id`, `lat`, `lon`
   * @param {(entry: object) => Element} pin makes the sign of one entry
   * @param {(count: number, open: () => void) => Element} circle makes the sign of several
   */
  ours.Crowd = class {
    constructor(map, entries, pin, circle) {
      Object.assign(this, { map, pin, circle });
      this.entries = new Map(entries.map((entry) => [entry.id, entry]));
      this.shown = new Map(); // "e12" for an entry, "c34" for a circle → its Leaflet marker
      this.deepest = map.getMaxZoom();
      this.index = new Supercluster({ radius: ROOM, extent: 256, maxZoom: this.deepest - 1 });
      this.index.load(entries.map(({ id, lon, lat }) => (
        { type: "Feature", properties: { id }, geometry: { type: "Point", coordinates: [lon, lat] } }
      )));
      map.on("moveend", () => this.render());
      this.render();
    }

    /** Put up what is in view; what stays keeps its element, and so the focus. */
    render() {
      const view = this.map.getBounds();
      const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
      const found = this.index.getClusters(box, Math.floor(this.map.getZoom()));
      const wanted = new Map(found.map((feature) => [nameOf(feature), feature]));
      this.shown.forEach((sign, name) => {
        if (wanted.has(name)) return;
        sign.remove();
        this.shown.delete(name);
      });
      const fromNorth = (one, other) =>
        wanted.get(other).geometry.coordinates[1] - wanted.get(one).geometry.coordinates[1];
      [...wanted.keys()].filter((name) => !this.shown.has(name)).sort(fromNorth).forEach((name) =>
        this.shown.set(name, this.put(wanted.get(name))));
    }

    put({ properties, geometry }) {
      const element = properties.cluster
        ? this.circle(properties.point_count, () => this.open(properties.cluster_id))
        : this.pin(this.entries.get(properties.id));
      const icon = L.divIcon({ className: "map__sign", iconSize: [0, 0], html: element });
      const [lon, lat] = geometry.coordinates;
      const marker = L.marker([lat, lon], { icon, interactive: false, keyboard: false });
      element.addEventListener("focus", () => marker.setZIndexOffset(1000)); // above its neighbours
      element.addEventListener("blur", () => marker.setZIndexOffset(0));
      return marker.addTo(this.map);
    }

    /** The sign of an entry, null while it is not in view or inside a circle. */
    sign(id) {
      const marker = this.shown.get(`e${id}`);
      return marker ? marker.getElement().firstElementChild : null;
    }

    /** Move to where the entry has a sign of its own, then focus that. */
    goTo(id) {
      const { lon, lat } = this.entries.get(id);
      const isAlone = (zoom) => this.index
        .getClusters([lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4], zoom)
        .some((feature) => feature.properties.id === id);
      let zoom = this.map.getZoom();
      while (zoom < this.deepest && !isAlone(Math.floor(zoom))) zoom = Math.floor(zoom) + 1;
      this.moveThen([lat, lon], zoom, () => this.focus([id]));
    }

    /** Come closer until the circle falls apart, then focus its first part. */
    open(cluster) {
      const ids = this.index.getLeaves(cluster, Infinity).map((leaf) => leaf.properties.id);
      const around = L.latLngBounds(ids.map((id) => this.entries.get(id)));
      const apart = this.index.getClusterExpansionZoom(cluster);
      const zoom = Math.max(apart, Math.min(this.map.getBoundsZoom(around.pad(0.3)), this.deepest));
      this.moveThen(around.getCenter(), zoom, () => this.focus(ids));
    }

    moveThen(centre, zoom, act) {
      this.map.once("moveend", act); // after `render`, which listens longer
      this.map.setView(centre, Math.min(zoom, this.deepest));
    }

    /** Focus the first sign of these entries, or else the first circle. */
    focus(ids) {
      const single = ids.map((id) => this.sign(id)).find(Boolean);
      const any = single || this.map.getContainer().querySelector(".cluster");
      if (any) any.focus({ preventScroll: true });
    }
  };

  function nameOf({ properties }) {
    return properties.cluster ? `c${properties.cluster_id}` : `e${properties.id}`;
  }
})();
