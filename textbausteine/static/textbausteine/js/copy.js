/* Copy a version of a text; a formatted one as HTML and as plain text at once. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const text = source.value ?? source.innerText;
  const parts = { "text/plain": new Blob([text], { type: "text/plain" }) };
  if (source.value === undefined) {
    parts["text/html"] = new Blob([source.innerHTML], { type: "text/html" });
  }
  await navigator.clipboard.write([new ClipboardItem(parts)]);
  document.querySelector("[data-copied]").hidden = false;
});
