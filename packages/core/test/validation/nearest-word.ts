import t from 'tap';
import { findNearest } from '#src/validation/nearest-word.js';

const words = ['date', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'hostname'];

t.test('finds the word that was meant', async (t) => {
  const rows: [string, string | undefined][] = [
    ['emial', 'email'],
    ['dateTime', 'date-time'],
    ['UUID', 'uuid'],
    ['ip4', 'ipv4'],
    ['hostnmae', 'hostname'],
    ['url', 'uri'],
    ['iban', undefined],
    ['phone', undefined],
    ['', undefined],
  ];
  for (const [word, want] of rows) t.equal(findNearest(word, words), want, word);
});
