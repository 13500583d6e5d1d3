/* Titles that begin like what somebody types. The browser's own list shows them, so keyboard and
   screen reader work as everywhere; without script the field is a field. */
"use strict";

(() => {
  const PAUSE_MS = 150;
  const FEWEST_LETTERS = 2;

  customElements.define("search-suggestions", class extends HTMLElement {
    #asked = "";
    #timer = 0;

    connectedCallback() {
      this.input = this.querySelector("input");
      this.list = document.createElement("datalist");
      this.list.id = `${this.input.id}-titel`;
      this.append(this.list);
      this.input.setAttribute("list", this.list.id);
      this.input.addEventListener("input", () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#ask(this.input.value.trim()), PAUSE_MS);
      });
    }

    async #ask(words) {
      if (words.length < FEWEST_LETTERS || words === this.#asked) return;
      this.#asked = words;
      const response = await fetch(`${this.getAttribute("src")}?${new URLSearchParams({ q: words })}`)
        .catch(() => null); // no suggestions are no fault: the search itself needs none
      if (!response?.ok || words !== this.#asked) return;
      const titles = await response.json();
      this.list.replaceChildren(...titles.map((title) => {
        const option = document.createElement("option");
        option.value = title;
        return option;
      }));
    }
  });
})();
