/* Signs on the map: a leaf on its tip for one initiative, a circle with a number for several. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});

  const FIELDS = ["id", "lon", "lat", "name", "path", "category"]; // see mitmachkarte.map_data
  const METRES_PER_DEGREE = 111320; // of latitude
  const ROOM = 48; // metres between signs at the deepest zoom, 64 pixels there

  /** Entries as objects; those at one and the same place are moved apart, around it. */
  ours.entriesOf = function (data) {
    const entries = data.entries.map((row) =>
      Object.fromEntries(row.map((value, place) => [FIELDS[place], value])));
    const groups = new Map();
    entries.forEach((entry) => {
      const place = `${entry.lon.toFixed(4)} ${entry.lat.toFixed(4)}`;
      groups.set(place, [...(groups.get(place) || []), entry]);
    });
    groups.forEach((group) => group.length > 1 && moveApart(group));
    return entries;
  };

  function moveApart(group) {
    const radius = Math.max(ROOM / 2, (group.length * ROOM) / (2 * Math.PI)) / METRES_PER_DEGREE;
    const squeeze = Math.cos((group[0].lat * Math.PI) / 180);
    group.forEach((entry, place) => {
      const angle = (2 * Math.PI * place) / group.length;
      entry.lat += radius * Math.cos(angle);
      entry.lon += (radius * Math.sin(angle)) / squeeze;
    });
  }

  /** A link that looks like a pin; where it leads is the caller's business. */
  ours.pin = function (entry, data) {
    const category = data.categories[entry.category];
    const link = document.createElement("a");
    link.className = "marker";
    if (category) link.dataset.kind = category.kind;
    link.setAttribute("aria-label", ours.spoken(entry, data));
    const slug = category ? category.slug : "";
    link.append(document.querySelector(`template[data-sign="${slug}"]`).content.cloneNode(true));
    return link;
  };

  /** "Repair-Café West, Reparieren" */
  ours.spoken = function (entry, data) {
    const category = data.categories[entry.category];
    return category ? `${entry.name}, ${category.name}` : entry.name;
  };

  ours.circle = function (count, words) {
    const button = document.createElement("button");
    button.className = "cluster";
    button.type = "button";
    button.setAttribute("aria-label", words.cluster.replace("%s", count));
    button.append(document.querySelector("template[data-sign-cluster]").content.cloneNode(true));
    button.querySelector("text").textContent = count;
    return button;
  };
})();
