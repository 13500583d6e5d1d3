/* The map: signs for the whole filter on the town's outline, coupled with the list. */
(function () {
  "use strict";
  const ours = window.mitmachkarte;
  const holder = document.getElementById("map");
  if (!holder) return;

  let data = dataOf(document);
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

  let chosen = null;
  const crowd = new ours.Crowd(map, pin, circle, (entries) => {
    if (data.names) ours.fetchNames(data.names, crowd.points, entries, rename);
  });
  const list = new ours.List(data.words, (id) => crowd.points.find(id) >= 0, (id) => {
    choose(id);
    holder.scrollIntoView({ block: "nearest" });
    crowd.goTo(id);
  });
  load();
  ours.addTools(map, part, showTown);
  if (hasFingers) part("now").textContent = data.words.fingers;
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(holder);

  // Another filter, without a new page: the list has changed already, see filter.js.
  document.addEventListener("mitmachkarte:filtered", ({ detail }) => {
    data = dataOf(detail);
    chosen = null;
    list.read();
    load();
  });

  function dataOf(page) {
    return JSON.parse(page.getElementById("map-data").textContent);
  }

  /** Show the entries of the data: they stand in it, or it says where to fetch them. */
  async function load() {
    const wanted = data;
    const points = data.entries ? ours.Points.ofRows(data.entries) : await fetched(data.markers);
    if (!points || wanted !== data) return;
    await crowd.load(points);
    list.read();
    holder.dataset.shown = points.size; // for whoever waits for it
  }

  async function fetched(address) {
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok) return null;
    const columns = await answer.json();
    return ours.Points.ofColumns(columns);
  }

  function circle(count, open) {
    const sign = ours.circle(count, data.words);
    sign.addEventListener("click", open);
    return sign;
  }

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
      part("now").textContent = ours.spoken(crowd.points.entry(entry.place), data);
    }));
    if (list.item(entry.id)) leadToList(link, entry.id);
    else if (entry.path) leadToPage(link, entry);
    return link;
  }

  /** The name of a sign has come. */
  function rename(entry) {
    const link = crowd.sign(entry.id);
    if (!link) return;
    link.setAttribute("aria-label", ours.spoken(entry, data));
    if (!list.item(entry.id)) leadToPage(link, entry);
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
