/* Suggestions for the field “on foot from”: our own server knows the streets. */
(function () {
  "use strict";
  const PAUSE = 250; // milliseconds without a key before the server is asked
  let waiting;

  // Heard by the document: the filter may be exchanged, see filter.js.
  document.addEventListener("input", ({ target }) => {
    if (!target.dataset.places) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE, target);
  });

  async function ask(field) {
    const text = field.value.trim();
    if (text.length < 2) return;
    const address = `${field.dataset.places}?q=${encodeURIComponent(text)}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok || field.value.trim() !== text) return;
    const { places } = await answer.json();
    field.list.replaceChildren(...places.map(({ name }) => new Option(name, name)));
  }
})();
