/* Suggestions for the field “on foot from”: our own server knows the streets. */
(function () {
  "use strict";
  const field = document.querySelector("[data-places]");
  if (!field) return;
  const PAUSE = 250; // milliseconds without a key before the server is asked
  let waiting;

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  async function ask() {
    const text = field.value.trim();
    if (text.length < 2) return;
    const answer = await fetch(`${field.dataset.places}?q=${encodeURIComponent(text)}`).catch(() => null);
    if (!answer || !answer.ok || field.value.trim() !== text) return;
    const { places } = await answer.json();
    field.list.replaceChildren(...places.map(({ name }) => new Option(name, name)));
  }
})();
