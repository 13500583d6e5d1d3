/* For the admin's page about embedding: the preview follows the form, lines go to the clipboard. */
(function () {
  "use strict";
  const form = document.querySelector("[data-embed-form]");
  const status = document.querySelector("[data-embed-status]");
  const PAUSE = 400; // milliseconds after the last change
  let waiting = 0;
  let asked = 0;

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    refresh();
  });

  /** The server makes preview and lines; we only put them in place. */
  async function refresh() {
    const number = (asked += 1);
    const address = new URL(window.location.href);
    address.search = new URLSearchParams(new FormData(form));
    const response = await fetch(address, { credentials: "same-origin" });
    if (!response.ok || number !== asked) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    page.querySelectorAll("[data-embed-part]").forEach((fresh) => {
      const old = document.querySelector(`[data-embed-part="${fresh.dataset.embedPart}"]`);
      if (old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
    });
    window.history.replaceState(null, "", address);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-embed-copy]");
    if (!button) return;
    const code = document.getElementById(button.dataset.embedCopy);
    try {
      await navigator.clipboard.writeText(code.textContent);
      status.textContent = button.dataset.embedDone;
    } catch {
      // Without the right to the clipboard the lines are marked, so that one key copies them.
      window.getSelection().selectAllChildren(code);
    }
  });
})();
