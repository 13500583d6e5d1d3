/* The filter without a new page: the server's answer to the same address, put into this one. */
(function () {
  "use strict";
  const REGIONS = ["filter", "result-words", "result"]; // ids; their contents are exchanged
  const form = () => document.querySelector("#filter form");
  if (!form() || !document.getElementById("result")) return;
  let latest = 0;
  let shown = here();

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const filled = [...new FormData(form())].filter(([name, value]) => value && !isIdle(name));
    const query = new URLSearchParams(filled).toString();
    show(window.location.pathname + (query ? `?${query}` : ""), true);
  });
  window.addEventListener("popstate", () => {
    if (here() !== shown) show(window.location.href, false); // a jump within the page is none
  });

  function here() {
    return window.location.pathname + window.location.search;
  }

  /** A radius without a place says nothing. */
  function isIdle(name) {
    return name === "radius" && !form().elements.place.value && !form().elements.near;
  }

  async function show(address, isNew) {
    latest += 1;
    const turn = latest;
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (turn !== latest) return; // somebody was faster
    const page = answer && answer.ok
      ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    // Where the map comes or goes, a new page is simpler than taking it apart.
    const hasMap = (where) => Boolean(where.getElementById("map"));
    if (!page || hasMap(page) !== hasMap(document)) {
      window.location.assign(address);
      return;
    }
    if (isNew) window.history.pushState(null, "", address);
    shown = here();
    exchange(page);
    document.dispatchEvent(new CustomEvent("mitmachkarte:filtered", { detail: page }));
  }

  function exchange(page) {
    const focused = document.activeElement;
    const [name, value, isOpen] = [focused.name, focused.value, isDetailsOpen()];
    const panel = document.querySelector("#result .map-panel");
    REGIONS.forEach((id) => {
      const [here, there] = [document.getElementById(id), page.getElementById(id).cloneNode(true)];
      const place = there.querySelector(".map-panel");
      if (place) {
        renewChoice(panel, place);
        place.replaceWith(panel); // the living map stays
      }
      here.replaceChildren(...there.childNodes);
    });
    if (isOpen) form().querySelector("details").open = true;
    const again = [...form().elements].find((each) =>
      name && each.name === name && (each.type !== "checkbox" || each.value === value));
    (again || form().querySelector("[type=submit]")).focus({ preventScroll: true });
  }

  /** The streets come and go by a link, which leads to what is filtered now. */
  function renewChoice(panel, fresh) {
    const [old, now] = [panel, fresh].map((each) => each.querySelector("[data-map=streets]"));
    if (old && now) old.replaceWith(now);
  }

  function isDetailsOpen() {
    return form().querySelector("details").open;
  }
})();
