/* Names of entries on a map of thousands: fetched for what is in view. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});
  const AT_ONCE = 200; // see mitmachkarte.markers

  /**
   * @param {string} address
   * @param {Points} points gets the names
   * @param {object[]} entries those without a name are asked for
   * @param {(entry: object) => void} named hears of each that has got one
   */
  ours.fetchNames = async function (address, points, entries, named) {
    const nameless = entries.filter(({ name }) => name === undefined);
    for (let start = 0; start < nameless.length; start += AT_ONCE) {
      const some = nameless.slice(start, start + AT_ONCE);
      const answer = await fetch(`${address}?id=${some.map(({ id }) => id)}`).catch(() => null);
      if (!answer || !answer.ok) return;
      const { names } = await answer.json();
      some.filter(({ id }) => names[id]).forEach(({ id, place }) => {
        points.facts.set(place, names[id]);
        named(points.entry(place));
      });
    }
  };
})();
