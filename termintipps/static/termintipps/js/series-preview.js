/* Says back what the form of an event means, while somebody types. */
class SeriesPreview extends window.StimulusModule.Controller {
  static values = { url: String };

  static WAIT_MS = 300;
  static FIELDS = /^(start_|end_|repeat|skips_|extra_dates-|date_changes-)/;

  connect() {
    this.form = this.element.closest("form");
    this.later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), SeriesPreview.WAIT_MS);
    };
    ["input", "change", "click"].forEach((name) => this.form.addEventListener(name, this.later));
    this.ask();
  }

  disconnect() {
    clearTimeout(this.timer);
    ["input", "change", "click"].forEach((name) => this.form.removeEventListener(name, this.later));
  }

  async ask() {
    const said = [...new FormData(this.form)].filter(
      ([name, value]) => SeriesPreview.FIELDS.test(name) && value !== "",
    );
    const query = new URLSearchParams(said).toString();
    if (query === this.asked) return;
    this.asked = query;
    const response = await fetch(`${this.urlValue}?${query}`).catch(() => null);
    if (response?.ok && query === this.asked) this.element.innerHTML = await response.text();
  }
}

window.wagtail.app.register("series-preview", SeriesPreview);
