/* Signs on the map: a leaf on its tip for one initiative, a circle with a number for several. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});

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

  /** "Repair-Café West, Reparieren"; until its name has come "Initiative, Reparieren" */
  ours.spoken = function (entry, data) {
    const name = entry.name || data.words.nameless;
    const category = data.categories[entry.category];
    return category ? `${name}, ${category.name}` : name;
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
