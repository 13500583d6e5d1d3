/* The map: signs for the whole filter on the town's outline, coupled with the list. */
(function () {
  "use strict";
  const ours = window.mitmachkarte;
  const holder = document.getElementById("map");
  if (!holder) return;

  const data = JSON.parse(document.getElementById("map-data").textContent);
  const entries = ours.entriesOf(data);
  const panel = holder.closest(".map-panel");
  const part = (name) => panel.querySelector(`[data-map="${name}"]`);
  const isFramed = window.parent !== window;
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const hasFingers = window.matchMedia("(pointer: coarse)").matches;

  const map = L.map(holder, {
    attributionControl: false, // the credit stands below the map
    zoomControl: false, // ours speak German
    keyboard: false, // the buttons do that, without a further tab stop
    dragging: !hasFingers, // one finger scrolls the page, two move the map
    scrollWheelZoom: false,
    zoomSnap: 0.25,
    maxZoom: 17,
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    markerZoomAnimation: !isCalm,
    inertia: !isCalm,
    renderer: L.svg({ padding: 0.5 }),
  });
  ours.drawStreets(map);

  const town = ours.boundsOf(data.view.town);
  showTown();
  if (data.view.centre) map.setView(data.view.centre, data.view.zoom, { animate: false });
  if (data.view.bounds) map.fitBounds(ours.boundsOf(data.view.bounds), { animate: false });
  ours.drawGround(map, data.ground);

  const list = new ours.List(entries, data.words, (id) => {
    choose(id);
    holder.scrollIntoView({ block: "nearest" });
    crowd.goTo(id);
  });
  let chosen = null;
  const crowd = new ours.Crowd(map, entries, pin, (count, open) => {
    const circle = ours.circle(count, data.words);
    circle.addEventListener("click", open);
    return circle;
  });
  ours.addTools(map, part, showTown);
  if (hasFingers) part("now").textContent = data.words.fingers;
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(holder);

  function showTown() {
    const padding = L.point(12, 12);
    map.setMaxBounds(null);
    map.setMinZoom(0);
    map.setMinZoom(map.getBoundsZoom(town, false, padding.multiplyBy(2)));
    map.fitBounds(town, { animate: false, padding });
    map.setMaxBounds(town.pad(0.5));
  }

  function pin(entry) {
    const link = ours.pin(entry, data);
    if (entry.id === chosen) link.setAttribute("aria-current", "true");
    ["focus", "mouseenter"].forEach((type) => link.addEventListener(type, () => {
      part("now").textContent = ours.spoken(entry, data);
    }));
    if (list.item(entry.id)) leadToList(link, entry.id);
    else leadToPage(link, entry);
    return link;
  }

  function leadToList(link, id) {
    link.href = `#e${id}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      choose(id);
      list.goTo(id);
    });
  }

  /** The list shows a part, the map all: what is not listed here has its own page. */
  function leadToPage(link, entry) {
    link.href = new URL(entry.path, new URL(data.path, document.baseURI));
    if (!isFramed) return;
    link.target = "_blank";
    link.rel = "noopener";
    link.setAttribute("aria-label", `${ours.spoken(entry, data)} (${data.words.newWindow})`);
  }

  function choose(id) {
    const before = crowd.sign(chosen);
    if (before) before.removeAttribute("aria-current");
    chosen = id;
    const now = crowd.sign(id);
    if (now) now.setAttribute("aria-current", "true");
    list.choose(id);
  }
})();
