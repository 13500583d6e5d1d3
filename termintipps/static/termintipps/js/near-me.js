/* A button that asks the browser where we are. Only a place rounded to about a kilometre leaves it. */
const DECIMALS = 2;

customElements.define("near-me", class extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation) return;
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => this.ask());
  }

  ask() {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.narrow(coords.latitude, coords.longitude),
      () => { this.querySelector("[role=status]").textContent = this.dataset.unknown; },
      { maximumAge: 600000, timeout: 10000 },
    );
  }

  narrow(...degrees) {
    const address = new URL(window.location.href);
    address.searchParams.set("near", degrees.map((each) => each.toFixed(DECIMALS)).join(","));
    address.searchParams.delete("page");
    window.location.assign(address);
  }
});
