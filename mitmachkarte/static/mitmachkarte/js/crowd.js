/* Which signs stand on the map: near ones become a circle with their number. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});
  const ROOM = 60; // pixels: a sign's own 44, and what a pin above its place takes from a circle

  const MANY = 2000; // entries whose groups are worth a step of their own
  const CLOSE = 3; // zooms at which entries of one place are told apart

  const pause = () => new Promise((resume) => { setTimeout(resume); });

  /**
   * @param {L.Map} map
   * @param {(entry: object) => Element} pin makes the sign of one entry
   * @param {(count: number, open: () => void) => Element} circle makes the sign of several
   * @param {(entries: object[]) => void} shown hears of signs that were put up
   */
  ours.Crowd = class {
    constructor(map, pin, circle, shown) {
      Object.assign(this, { map, pin, circle, tell: shown });
      this.shown = new Map(); // "e12" for an entry, "c34x5" for a circle → its Leaflet marker
      this.deepest = map.getMaxZoom();
      this.load(new ours.Points(0));
      map.on("moveend", () => this.render());
    }

    /** Other entries from now on; many are put up in steps, so that the page stays awake. */
    async load(points) {
      this.points = points;
      this.levels = new Map();
      if (points.size > MANY) {
        await pause();
        this.groups(this.zoom);
        await pause();
        if (this.points !== points) return; // others came meanwhile
      }
      this.shown.forEach((sign) => sign.remove());
      this.shown.clear();
      this.render();
    }

    get zoom() {
      return Math.min(Math.floor(this.map.getZoom()), this.deepest);
    }

    /** The groups at a zoom, worked out once; at the deepest everybody stands alone. */
    groups(zoom) {
      if (!this.levels.has(zoom)) {
        if (zoom > this.deepest - CLOSE) this.points.moveApart();
        const room = zoom < this.deepest ? ROOM : 0;
        const groups = ours.groupsOf(this.points, zoom, room || 1e-6);
        this.levels.set(zoom, groups.map((members) => this.group(members)));
      }
      return this.levels.get(zoom);
    }

    group(members) {
      const { lat, lon, ids } = this.points;
      const middle = (column) => members.reduce((sum, place) => sum + column[place], 0) / members.length;
      const [first] = members;
      const name = members.length > 1 ? `c${ids[first]}x${members.length}` : `e${ids[first]}`;
      return { name, members, lat: middle(lat), lon: middle(lon) };
    }

    /** Put up what is in view; what stays keeps its element, and so the focus. */
    render() {
      const view = this.map.getBounds();
      const [west, south, east, north] = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
      const inView = this.groups(this.zoom).filter(({ lat, lon }) =>
        lat >= south && lat <= north && lon >= west && lon <= east);
      const wanted = new Map(inView.map((group) => [group.name, group]));
      this.shown.forEach((sign, name) => {
        if (wanted.has(name)) return;
        sign.remove();
        this.shown.delete(name);
      });
      const fresh = inView.filter(({ name }) => !this.shown.has(name));
      fresh.sort((one, other) => other.lat - one.lat); // from the north, so that tips stay free
      fresh.forEach((group) => this.shown.set(group.name, this.put(group)));
      const alone = fresh.filter(({ members }) => members.length === 1);
      if (alone.length) this.tell(alone.map(({ members }) => this.points.entry(members[0])));
    }

    put(group) {
      const { members, lat, lon } = group;
      const element = members.length > 1
        ? this.circle(members.length, () => this.open(group))
        : this.pin(this.points.entry(members[0]));
      const icon = L.divIcon({ className: "map__sign", iconSize: [0, 0], html: element });
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
      const place = this.points.find(id);
      if (place < 0) return;
      const isAlone = (zoom) => this.groups(zoom).some(({ name }) => name === `e${id}`);
      let zoom = this.map.getZoom();
      while (zoom < this.deepest && !isAlone(Math.floor(zoom))) zoom = Math.floor(zoom) + 1;
      this.moveThen(this.points.at(place), zoom, () => this.focus([id]));
    }

    /** Come closer until the circle falls apart, then focus its first part. */
    open({ members }) {
      this.points.moveApart();
      const around = L.latLngBounds(members.map((place) => this.points.at(place)));
      let apart = this.zoom + 1;
      while (apart < this.deepest && ours.groupsOf(this.points, apart, ROOM, members).length < 2) apart += 1;
      const zoom = Math.max(apart, Math.min(this.map.getBoundsZoom(around.pad(0.3)), this.deepest));
      const ids = members.map((place) => this.points.ids[place]);
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
})();
