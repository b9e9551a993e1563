// What a person fills in before a channel is connected to, and how it is written.
import { element } from './channel-elements.js';
import { toExample } from './channel-schema.js';

/** A field for each value of a handshake: of the address, the query, the cookies, and the headers, which a page cannot set. */
export function toFields({ parameters = {}, bindings }, api) {
  const { query = {}, headers = {} } = bindings.ws;
  const { cookie, 'sec-websocket-protocol': _subprotocols, ...others } = headers.properties ?? {};
  const inPath = Object.entries(parameters).map(([name, parameter]) =>
    toField(name, parameter['x-schema'], { ...parameter, isRequired: true, in: 'path' }, api),
  );
  return [
    ...inPath,
    ...toAllFields(query, 'query', api),
    ...toAllFields(cookie?.['x-cookies'] ?? {}, 'cookie', api),
    ...Object.entries(others).map(toHeaderField),
  ];
}

function toAllFields({ properties = {}, required = [] }, place, api) {
  return Object.entries(properties).map(([name, schema]) =>
    toField(name, schema, { description: schema.description, isRequired: required.includes(name), in: place }, api),
  );
}

function toField(name, schema, { description, isRequired, in: place }, api) {
  const example = toExample(schema, api.components?.schemas ?? {});
  const control = element('input', { type: 'text', required: isRequired, name, value: isRequired || schema.default !== undefined ? toText(example) : '' });
  const words = [`${name} (${place}${isRequired ? ', required' : ''})`, description, isList(schema) ? 'JSON, or values with commas between' : undefined];
  return { name, place, schema, control, label: words.filter((text) => text !== undefined).join(': ') };
}

/** Shown, but a page cannot set it. */
function toHeaderField([name, { description }]) {
  const control = element('input', { type: 'text', disabled: true, name, placeholder: 'A browser cannot set this header.' });
  return { name, place: 'header', schema: {}, control, label: [`${name} (header)`, description].filter((text) => text !== undefined).join(': ') };
}

export function toText(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What of the query a field becomes: `[['tag', 'a'], ['tag', 'b']]`. @see OpenAPI 3.1, Style Examples */
export function toQueryPairs({ name, schema, control }) {
  if (control.value === '') return [];
  const value = readValue(control.value, schema);
  if (typeof value !== 'object' || value === null) return [[name, toText(value)]];
  const { 'x-style': style = 'form', 'x-explode': isExploded = style === 'form' } = schema;
  if (style === 'deepObject') return Object.entries(value).map(([key, member]) => [`${name}[${key}]`, toText(member)]);
  if (isExploded) return Array.isArray(value) ? value.map((item) => [name, toText(item)]) : Object.entries(value).map(([key, member]) => [key, toText(member)]);
  const parts = (Array.isArray(value) ? value : Object.entries(value).flat()).map(toText);
  return [[name, parts.join(SEPARATORS[style] ?? ',')]];
}

const SEPARATORS = { spaceDelimited: ' ', pipeDelimited: '|' };

function readValue(text, schema) {
  if (!isList(schema) && schema.type !== 'object') return text;
  try {
    return JSON.parse(text);
  } catch {
    return isList(schema) ? text.split(',').map((part) => part.trim()) : text;
  }
}

function isList({ type }) {
  return [type].flat().includes('array');
}

/** A page sets cookies of its own origin; the browser sends them with the handshake. */
export function setCookies(fields) {
  for (const { name, place, schema, control } of fields) {
    if (place !== 'cookie') continue;
    const pairs = toQueryPairs({ name, schema: { ...schema, 'x-explode': false }, control });
    const value = encodeURIComponent(pairs[0]?.[1] ?? '');
    document.cookie = `${name}=${value}; path=/; samesite=strict${value === '' ? '; max-age=0' : ''}`;
  }
}
