// Elements of the page without a text that is read as HTML.

/** element('p', { className: 'x' }, 'text', child) */
export function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'role' || key.includes('-')) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

let count = 0;

/** A control with its label. */
export function labelled(text, control) {
  control.id = `channel-control-${++count}`;
  return element('div', { className: 'channel-field' }, element('label', { htmlFor: control.id }, text), control);
}
