// Fills a copy of a template: data-if leaves parts out, data-each repeats them, data-bind says
// what goes where. Texts stay texts: nothing here makes HTML of them.

/** @typedef {Record<string, any>} Values */

/** @type {Record<string, (element: Element, value: any) => void>} */
const KINDS = {
  text: (element, value) => { element.textContent = value; },
  href: (element, value) => element.setAttribute("href", value),
  field: (element, value) => element.setAttribute("name", value),
  value: (element, value) => element.setAttribute("value", value),
  name: (element, value) => element.setAttribute("data-name", value),
  checked: (element, value) => element.toggleAttribute("checked", value),
  disabled: (element, value) => element.toggleAttribute("disabled", value),
  open: (element, value) => element.toggleAttribute("open", value),
  current: (element, value) => {
    if (value) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  },
};

/**
 * @param {HTMLTemplateElement} template
 * @param {Values} values
 */
export function filled(template, values) {
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  for (const child of [...copy.children]) fill(child, values);
  return copy;
}

/**
 * @param {Element} element
 * @param {Values} values
 */
function fill(element, values) {
  const each = element.getAttribute("data-each");
  if (each !== null) {
    repeat(element, values[each]);
    return;
  }
  const condition = element.getAttribute("data-if");
  if (condition !== null && !isThere(values[condition])) {
    element.remove();
    return;
  }
  bind(element, values);
  for (const child of [...element.children]) fill(child, values);
}

/**
 * @param {Element} element
 * @param {Values[]} rows
 */
function repeat(element, rows) {
  const parent = /** @type {Element} */ (element.parentNode);
  for (const row of rows) {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    copy.removeAttribute("data-each");
    parent.insertBefore(copy, element);
    parent.insertBefore(document.createTextNode(" "), element);
    fill(copy, row);
  }
  element.remove();
}

/**
 * @param {Element} element
 * @param {Values} values
 */
function bind(element, values) {
  for (const pair of (element.getAttribute("data-bind") ?? "").split(" ")) {
    const [kind, name] = pair.split(":");
    if (kind && name) KINDS[kind]?.(element, values[name]);
  }
}

/** @param {any} value an empty list is nothing */
function isThere(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
