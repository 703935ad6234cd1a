// Shows the benefit as the public page will word it, while it is typed.
(() => {
  const kind = document.getElementById('id_benefit_kind');
  if (!kind) return;
  const field = (name) => document.getElementById(`id_benefit_${name}`);
  const note = document.createElement('p');
  note.className = 'help-block help-info';
  note.setAttribute('role', 'status');
  field('companion').closest('.w-panel__content, .w-field__wrapper').append(note);

  let latest = 0;
  const show = async () => {
    const mine = ++latest;
    const query = new URLSearchParams({
      kind: kind.value,
      value: field('value').value,
      applies_to: field('applies_to').value,
      companion: field('companion').checked ? '1' : '',
    });
    const response = await fetch(`/admin/verguenstigung/?${query}`, { credentials: 'same-origin' });
    const sentence = response.ok ? `So steht es im Verzeichnis: ${await response.text()}` : '';
    if (mine === latest) note.textContent = sentence; // answers may overtake each other
  };
  for (const name of ['kind', 'value', 'applies_to', 'companion']) {
    field(name).addEventListener('input', show);
  }
  if (kind.value) show();
})();
