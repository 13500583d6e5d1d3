/* For our embeds: tells the embedding page how high the content is. */
(function () {
  "use strict";
  if (window.parent === window) return;

  // WordPress gives a pasted address its frame, and a word by which it knows the frame's messages.
  const secret = (/^#\?secret=(\w+)$/.exec(window.location.hash) || [])[1];
  let last = 0;
  function tell() {
    const height = document.body.getBoundingClientRect().height;
    if (height === last) return;
    last = height;
    window.parent.postMessage({ mwbHeight: height }, "*"); // a number, no secret
    if (secret) window.parent.postMessage({ message: "height", value: Math.ceil(height), secret }, "*");
  }

  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("load", tell);
})();
