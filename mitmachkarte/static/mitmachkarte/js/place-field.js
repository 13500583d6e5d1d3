/*
 * The editors' map for one place: wagtailgeowidget's Leaflet field, without foreign hosts.
 *
 * Instead of tiles it shows the town's outline; there is no pin until somebody sets one, and an
 * emptied field is empty. The value stays wagtailgeowidget's "SRID=4326;POINT(lon lat)".
 */
(function () {
  "use strict";
  const DECIMALS = 6; // about 10 cm on the ground

  function PlaceField(options) {
    this.options = options;
    LeafletField.call(this, options);
  }
  PlaceField.prototype = Object.create(LeafletField.prototype);

  PlaceField.prototype.setup = function () {
    if (this.hasSetup) return;
    this.hasSetup = true;
    this.initMap(this.mapEl, this.defaultLocation);
    const { defaultLocation } = this.sourceField.val()
      ? LeafletField.locationStringToStruct(this.sourceField.val())
      : {};
    if (defaultLocation) this.set(L.latLng(defaultLocation.lat, defaultLocation.lng), false);
    this.initEvents();
  };

  PlaceField.prototype.initMap = function (mapEl) {
    const { bounds: [west, south, east, north], ground, translations, pin } = this.options;
    const whole = L.latLngBounds([south, west], [north, east]);
    this.map = L.map(mapEl[0], {
      attributionControl: false, scrollWheelZoom: false, zoomControl: false, zoomSnap: 0.5, maxZoom: 18,
    }).fitBounds(whole);
    L.control.zoom({ zoomInTitle: translations.zoom_in, zoomOutTitle: translations.zoom_out })
      .addTo(this.map);
    if (ground) {
      L.geoJSON(ground, {
        interactive: false,
        style: ({ properties }) => ({ className: `place-field__${properties.role}` }),
      }).addTo(this.map);
      ground.features.filter(({ properties }) => properties.label).forEach(addName, this);
    }
    this.marker = L.marker(whole.getCenter(), {
      draggable: true,
      keyboard: false, // the text below sets it without a mouse
      alt: translations.pin,
      icon: L.icon({ iconUrl: pin, iconSize: [40, 50], iconAnchor: [20, 49] }),
    });
    // The panel may be folded when the page opens, or another tab may be in front.
    let hasBeenSeen = false;
    new ResizeObserver(() => {
      this.map.invalidateSize();
      if (hasBeenSeen || !mapEl[0].clientWidth) return;
      hasBeenSeen = true;
      this.map.fitBounds(whole);
      if (this.map.hasLayer(this.marker)) this.showMarker();
    }).observe(mapEl[0]);
  };

  function addName({ properties: { name, label: [lon, lat] } }) {
    const text = document.createElement("span");
    text.textContent = name;
    const icon = L.divIcon({ className: "place-field__name", iconSize: [0, 0], html: text });
    L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(this.map);
  }

  PlaceField.prototype.initEvents = function () {
    const id = this.options.id;
    this.map.on("click", ({ latlng }) => this.set(latlng));
    this.marker.on("dragend", () => this.set(this.marker.getLatLng()));
    document.getElementById(`${id}_centre`)
      .addEventListener("click", () => this.set(this.map.getCenter()));
    document.getElementById(`${id}_clear`).addEventListener("click", () => this.clear());
    this.latLngField.on("keydown", (event) => event.key !== "Enter" || event.preventDefault());
    this.latLngField.on("change", () => this.read(this.latLngField.val().trim()));
  };

  /** Take over what somebody wrote. */
  PlaceField.prototype.read = function (text) {
    if (!text) return this.clear();
    this.clearFieldMessage({ field: this.latLngField });
    const parts = text.match(/^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/);
    if (parts) return this.set(L.latLng(Number(parts[1]), Number(parts[2])));
    const message = this.translations.error_message_invalid_location;
    return this.displayWarning(message, { field: this.latLngField });
  };

  PlaceField.prototype.set = function (latLng, isNew = true) {
    const place = L.latLng(latLng.lat.toFixed(DECIMALS), latLng.lng.toFixed(DECIMALS));
    this.marker.setLatLng(place).addTo(this.map);
    this.showMarker();
    this.updateLatLng(place);
    if (isNew) this.tell(LeafletField.buildLocationString(this.srid, place.lng, place.lat));
  };

  PlaceField.prototype.showMarker = function () {
    const place = this.marker.getLatLng();
    if (!this.map.getBounds().contains(place)) this.map.panTo(place);
  };

  PlaceField.prototype.clear = function () {
    this.marker.remove();
    this.latLngField.val("");
    this.clearFieldMessage({ field: this.latLngField });
    this.tell("");
  };

  /** Write the value, so that autosave and preview notice. */
  PlaceField.prototype.tell = function (value) {
    this.setState(value);
    this.sourceField[0].dispatchEvent(new Event("input", { bubbles: true }));
    this.sourceField[0].dispatchEvent(new Event("change", { bubbles: true }));
  };

  class PlaceFieldController extends window.StimulusModule.Controller {
    static values = { options: Object };

    connect() {
      this.field = new PlaceField({ ...this.optionsValue, id: this.element.id });
    }

    disconnect() {
      this.field.map.remove();
    }
  }

  window.wagtail.app.register("place-field", PlaceFieldController);
})();
