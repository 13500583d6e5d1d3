/* The list beside the map: a sign leads to its entry, the entry back to its sign. */
(function () {
  "use strict";
  const ours = (window.mitmachkarte = window.mitmachkarte || {});

  /**
   * @param {object} words labels of the buttons: `show`, `back`
   * @param {(id: number) => boolean} isOnMap
   * @param {(id: number) => void} show moves the map to an entry's sign and focuses it
   */
  ours.List = class {
    constructor(words, isOnMap, show) {
      Object.assign(this, { words, isOnMap, show });
      this.read();
    }

    /** Look at the entries that the page lists now. */
    read() {
      if (this.buttons) this.buttons.forEach(({ button }) => button.remove());
      this.buttons = new Map();
      document.querySelectorAll("#liste li[id^=e]").forEach((item) => {
        const id = Number(item.id.slice(1));
        if (!this.isOnMap(id)) return;
        const name = item.querySelector("a").firstChild.textContent.trim();
        this.buttons.set(id, { name, button: addButton(item, () => this.show(id)) });
      });
      this.label(null);
    }

    item(id) {
      return document.getElementById(`e${id}`);
    }

    /** Mark the entry as the chosen one. */
    choose(id) {
      this.buttons.forEach((_, other) => this.item(other).removeAttribute("aria-current"));
      const item = this.item(id);
      if (item) item.setAttribute("aria-current", "true");
    }

    /** Go to the entry, and offer the way back. */
    goTo(id) {
      this.choose(id);
      this.label(id);
      this.item(id).querySelector("a").focus({ preventScroll: true });
      this.item(id).scrollIntoView({ block: "nearest" });
    }

    label(chosen) {
      this.buttons.forEach(({ button, name }, id) => {
        button.textContent = id === chosen ? this.words.back : this.words.show;
        button.setAttribute("aria-label", `${button.textContent}: ${name}`);
      });
    }
  };

  function addButton(item, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "card__more";
    button.addEventListener("click", act);
    item.append(button);
    return button;
  }
})();
