// Finds the point of a venue when its address is typed; asks only our own server.
// The map widget listens for "searchGeocoded" on the street field.
(() => {
  const lookUp = async (prefix) => {
    const value = (name) => document.getElementById(prefix + name)?.value.trim() ?? '';
    const postalCode = value('postal_code');
    if (!/^\d{5}$/.test(postalCode)) return;
    const query = new URLSearchParams({
      street: value('street'),
      postal_code: postalCode,
      place: value('place'),
    });
    const note = noteBelow(document.getElementById(prefix + 'postal_code'));
    try {
      const response = await fetch(`/admin/geocode/?${query}`, { credentials: 'same-origin' });
      const answer = await response.json();
      if (!response.ok) {
        note.textContent = answer.message;
        return;
      }
      note.textContent =
        answer.precision === 'address'
          ? 'Die Markierung steht an der Anschrift.'
          : 'Die Markierung steht in der Mitte des Postleitzahlgebiets. Bitte an die Anschrift verschieben.';
      const street = window.jQuery(document.getElementById(prefix + 'street'));
      // Opens the map without moving the keyboard focus.
      street.triggerHandler('focus');
      street.trigger('searchGeocoded', [{ lat: answer.lat, lng: answer.lng }]);
    } catch {
      note.textContent = 'Die Anschrift konnte gerade nicht gesucht werden. Speichern geht trotzdem.';
    }
  };

  const noteBelow = (field) => {
    const id = `${field.id}-note`;
    const known = document.getElementById(id);
    if (known) return known;
    const note = document.createElement('p');
    note.id = id;
    note.className = 'help-block';
    note.setAttribute('role', 'status');
    field.after(note);
    return note;
  };

  document.addEventListener('change', (event) => {
    const match = /^(id_venues-\d+-)(street|postal_code|place)$/.exec(event.target.id ?? '');
    if (match) lookUp(match[1]);
  });
})();
