/* Copy the link, print the page: buttons that only a script can serve. */
(function () {
  "use strict";
  const part = (name) => document.querySelector(`[data-share="${name}"]`);
  const [copy, print] = [part("copy"), part("print")];
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  if (!navigator.clipboard) return; // only where the connection is safe
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.dataset.url);
    part("said").textContent = copy.dataset.done;
  });
})();
