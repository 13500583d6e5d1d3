/* Where the entries are: columns of numbers, so that 50,000 cost the page no more than a blink. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});

  const SCALE = 1e5; // see mitmachkarte.markers
  const METRES_PER_DEGREE = 111320; // of latitude
  const ROOM = 48; // metres between signs at the deepest zoom, 64 pixels there
  const SAME = 1e4; // parts of a degree, about 10 m: what is nearer counts as one place

  ours.Points = class {
    /** @param {number} size */
    constructor(size) {
      this.size = size;
      this.ids = new Float64Array(size); // larger than 32 bits one day
      this.lon = new Float64Array(size);
      this.lat = new Float64Array(size);
      this.kinds = new Int16Array(size);
      this.facts = new Map(); // place in the columns → [name, path], as far as they are known
    }

    /** From the rows that stand in a page, see mitmachkarte.map_data. */
    static ofRows(rows) {
      const points = new this(rows.length);
      rows.forEach(([id, lon, lat, name, path, kind], place) => {
        points.set(place, id, lon, lat, kind);
        points.facts.set(place, [name, path]);
      });
      return points;
    }

    /** From steps between whole numbers, see mitmachkarte.markers. */
    static ofColumns(columns) {
      const points = new this(columns.ids.length);
      let [id, lon, lat] = [0, 0, 0];
      for (let place = 0; place < points.size; place += 1) {
        id += columns.ids[place];
        lon += columns.lon[place];
        lat += columns.lat[place];
        points.set(place, id, lon / SCALE, lat / SCALE, columns.kinds[place]);
      }
      return points;
    }

    set(place, id, lon, lat, kind) {
      this.ids[place] = id;
      this.lon[place] = lon;
      this.lat[place] = lat;
      this.kinds[place] = kind;
    }

    entry(place) {
      const [name, path] = this.facts.get(place) || [];
      return { place, id: this.ids[place], category: this.kinds[place], name, path };
    }

    /** Where an entry stands in the columns, -1 if it is not on the map. */
    find(id) {
      return this.ids.indexOf(id);
    }

    at(place) {
      return [this.lat[place], this.lon[place]];
    }

    /** Entries at one and the same place stand around it: seen only where one looks closely. */
    moveApart() {
      if (this.isApart) return;
      this.isApart = true;
      const first = new Map();
      const groups = new Map();
      for (let place = 0; place < this.size; place += 1) {
        const key = Math.round(this.lon[place] * SAME) * 1e7 + Math.round(this.lat[place] * SAME);
        const other = first.get(key);
        if (other === undefined) first.set(key, place);
        else if (groups.has(key)) groups.get(key).push(place);
        else groups.set(key, [other, place]);
      }
      groups.forEach((group) => this.spread(group));
    }

    spread(group) {
      const radius = Math.max(ROOM / 2, (group.length * ROOM) / (2 * Math.PI)) / METRES_PER_DEGREE;
      const squeeze = Math.cos((this.lat[group[0]] * Math.PI) / 180);
      group.forEach((place, number) => {
        const angle = (2 * Math.PI * number) / group.length;
        this.lat[place] += radius * Math.cos(angle);
        this.lon[place] += (radius * Math.sin(angle)) / squeeze;
      });
    }
  };
})();
