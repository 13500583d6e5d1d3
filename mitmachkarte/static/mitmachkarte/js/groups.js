/* Which entries stand too near each other for signs of their own, at one zoom. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});

  /** Mercator, 0 to 1 from west to east and from north to south. */
  const across = (lon) => lon / 360 + 0.5;
  const down = (lat) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
  };

  /**
   * Each entry in turn takes all within reach that nobody has taken yet. A grid of cells as wide
   * as the reach finds them: no index is built, and the time grows with the number of entries.
   *
   * @param {Points} points
   * @param {number} zoom a whole number
   * @param {number} room pixels within which signs would touch
   * @param {number[]} [some] places of the entries that are looked at; all without it
   * @returns {number[][]} places of the entries of each group, the first one leads
   */
  ours.groupsOf = function (points, zoom, room, some) {
    const reach = room / (256 * 2 ** zoom);
    const size = some ? some.length : points.size;
    const placeOf = (number) => (some ? some[number] : number);
    const x = new Float64Array(size);
    const y = new Float64Array(size);
    const mask = 2 ** Math.ceil(Math.log2(size + 1)) - 1;
    const heads = new Int32Array(mask + 1).fill(-1);
    const next = new Int32Array(size);
    const cell = (column, row) => (Math.imul(column, 73856093) ^ Math.imul(row, 19349663)) & mask;
    for (let number = size - 1; number >= 0; number -= 1) {
      x[number] = across(points.lon[placeOf(number)]);
      y[number] = down(points.lat[placeOf(number)]);
      const own = cell(Math.floor(x[number] / reach), Math.floor(y[number] / reach));
      next[number] = heads[own];
      heads[own] = number;
    }

    const taken = new Uint8Array(size);
    const groups = [];
    for (let seed = 0; seed < size; seed += 1) {
      if (!taken[seed]) groups.push(around(seed).map(placeOf));
    }
    return groups;

    function around(seed) {
      const group = [seed];
      taken[seed] = 1;
      const column = Math.floor(x[seed] / reach);
      const row = Math.floor(y[seed] / reach);
      for (let dx = -1; dx <= 1; dx += 1) {
        for (let dy = -1; dy <= 1; dy += 1) gather(cell(column + dx, row + dy), seed, group);
      }
      return group;
    }

    /** Take from a cell what is within reach, and out of it what is taken. */
    function gather(where, seed, group) {
      let before = -1;
      for (let each = heads[where]; each !== -1; each = next[each]) {
        const isNear = !taken[each] && (x[each] - x[seed]) ** 2 + (y[each] - y[seed]) ** 2 <= reach ** 2;
        if (isNear) {
          taken[each] = 1;
          group.push(each);
        }
        if (taken[each]) {
          if (before === -1) heads[where] = next[each];
          else next[before] = next[each];
        } else {
          before = each;
        }
      }
    }
  };
})();
