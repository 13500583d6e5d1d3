/* How long a post is on each network, with the placeholders filled for this town. */
(() => {
  const ADDRESS = /https?:\/\/\S+/g;
  const PLACEHOLDER = /\{\{\s*([^\W\d]\w*)\s*\}\}/gu;

  function filled(text) {
    const source = document.getElementById("placeholders-known");
    const entries = source ? JSON.parse(source.textContent).entries : [];
    const values = new Map(entries.map(({ name, value }) => [name, value]));
    return text.replace(PLACEHOLDER, (_, name) => values.get(name.toLowerCase()) ?? "");
  }

  function lengthOf(text, link) {
    const counted = link ? text.replace(ADDRESS, "x".repeat(link)) : text;
    const graphemes = new Intl.Segmenter("de").segment(counted);
    return [...graphemes].length;
  }

  function show(list, text) {
    for (const item of list.children) {
      const length = lengthOf(text, Number(item.dataset.link));
      item.querySelector("[data-length]").textContent = length;
      item.querySelector("[data-too-long]").hidden = length <= Number(item.dataset.most);
    }
  }

  function start() {
    for (const list of document.querySelectorAll("[data-social-lengths]")) {
      const field = document.getElementById(list.dataset.socialLengths);
      const update = () => show(list, filled(field.value));
      field.addEventListener("input", update);
      update();
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
