/* For pages that embed: gives each of our frames the height its content needs. */
(function () {
  "use strict";
  if (window.mwbEmbeds) return; // two snippets on one page bring the script twice
  window.mwbEmbeds = true;

  const LOWEST = 200; // pixels
  const HIGHEST = 20000;

  window.addEventListener("message", function (event) {
    const height = event.data && event.data.mwbHeight;
    if (typeof height !== "number" || !isFinite(height)) return;
    // A sandboxed frame has no origin to ask for: only the window says who speaks.
    document.querySelectorAll("iframe[data-mwb]").forEach(function (frame) {
      if (frame.contentWindow !== event.source) return;
      frame.style.height = Math.min(Math.max(Math.ceil(height), LOWEST), HIGHEST) + "px";
    });
  });
})();
