/* For our embeds: tells the embedding page how high the content is. */
(function () {
  "use strict";
  if (window.parent === window) return;

  let last = 0;
  function tell() {
    const height = document.body.getBoundingClientRect().height;
    if (height === last) return;
    last = height;
    window.parent.postMessage({ mwbHeight: height }, "*"); // a number, no secret
  }

  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("load", tell);
})();
