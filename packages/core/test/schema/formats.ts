import t from 'tap';
import { isKnownFormat, knownFormats, numberFormatOf, stringFormatOf } from '#src/schema/formats.js';

const rows: [string, { yes: string[]; no: string[] }][] = [
  [
    'email',
    { yes: ['a@b.co', "o'neil+tag@sub.example.com"], no: ['a', 'a@b', '.a@b.co', 'a..b@c.de', 'a@-b.co', 'a b@c.de', `${'a'.repeat(65)}@b.co`, 'ä@b.co'] },
  ],
  ['idn-email', { yes: ['ä@bücher.example'], no: ['ä@b'] }],
  ['hostname', { yes: ['a', 'a-b.example.com.', 'xn--bcher-kva.example'], no: ['', '-a', 'a-', 'a..b', 'a_b', 'a'.repeat(64)] }],
  ['idn-hostname', { yes: ['bücher.example'], no: ['-ü'] }],
  ['ipv4', { yes: ['127.0.0.1'], no: ['256.0.0.1', '1.2.3', '01.2.3.4'] }],
  ['ipv6', { yes: ['::1', '2001:db8::ff00:42:8329', '::ffff:1.2.3.4'], no: ['::g', ':::', 'fe80::1%eth0'] }],
  [
    'uri',
    {
      yes: ['https://a.example/b?c#d', 'urn:isbn:1', 'mailto:a@b.co', 'http://[::1]:80/'],
      no: ['', '/a', 'a b', 'http://[::g]/', 'http://a/%zz', 'http://a/ä', '//a'],
    },
  ],
  ['uri-reference', { yes: ['/a', '', '#x', '//a/b'], no: ['a b', '\\'] }],
  ['iri', { yes: ['http://bücher.example/ä'], no: ['/ä'] }],
  ['uri-template', { yes: ['/a/{id}{?q,r*}'], no: ['/a/{id'] }],
  ['url', { yes: ['https://a.example', 'ws://a'], no: ['mailto:a@b.co', 'https://', 'https:// a'] }],
  ['uuid', { yes: ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000'], no: ['123e4567e89b12d3a456426614174000', 'x'] }],
  ['date', { yes: ['2024-02-29'], no: ['2023-02-29'] }],
  ['date-time', { yes: ['2024-02-29T00:00:00Z'], no: ['2024-02-29T00:00:00', '2024-02-29'] }],
  ['iso-date-time', { yes: ['2024-02-29T00:00:00'], no: ['2024-02-29'] }],
  ['time', { yes: ['12:00:00', '12:00:00Z'], no: ['25:00:00'] }],
  ['date-time-local', { yes: ['2024-02-29T00:00:00', '2024-02-29 00:00'], no: ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00+01:00', '2023-02-29T00:00:00'] }],
  ['time-local', { yes: ['12:00:00', '12:00', '12:00:00.5'], no: ['12:00:00Z', '12:00:60'] }],
  ['decimal', { yes: ['0', '-12.50', '00.10', '123456789012345678901234567890.1'], no: ['', '.5', '5.', '1e3', '+1', '1,5', 'NaN', '1.2.3', ' 1'] }],
  ['duration', { yes: ['P1Y2M3DT4H5M6.5S', 'P2W', 'PT0S'], no: ['P', 'PT', 'P1W2D', '1Y'] }],
  ['byte', { yes: ['', 'YQ==', 'YWI='], no: ['YQ=', 'Y-=='] }],
  ['base64url', { yes: ['YQ', 'a-_b'], no: ['a', 'a+b'] }],
  ['json-pointer', { yes: ['', '/a/0/~0~1'], no: ['a', '/~2'] }],
  ['relative-json-pointer', { yes: ['0', '1/a', '0#'], no: ['01', '/a', '-1'] }],
  ['regex', { yes: ['^a+$', '\\p{L}'], no: ['(', '\\-'] }],
  ['char', { yes: ['a', '😀'], no: ['', 'ab'] }],
];

t.test('standard formats of texts', async (t) => {
  for (const [format, { yes, no }] of rows) {
    const check = stringFormatOf(format) ?? (() => undefined);
    for (const text of yes) t.equal(check(text), true, `${format} '${text}'`);
    for (const text of no) t.equal(check(text), false, `${format} '${text}'`);
  }
});

t.test('formats of numbers', async (t) => {
  const numbers: [string, { yes: number[]; no: number[] }][] = [
    ['int8', { yes: [-128, 127], no: [128, 1.5] }],
    ['int32', { yes: [-2147483648, 2147483647], no: [2147483648] }],
    ['int64', { yes: [9007199254740991], no: [1e19] }],
    ['uint16', { yes: [0, 65535], no: [-1, 65536] }],
    ['float', { yes: [1.5], no: [1e39] }],
  ];
  for (const [format, { yes, no }] of numbers) {
    for (const value of yes) t.equal(numberFormatOf(format)?.(value), true, `${format} ${value}`);
    for (const value of no) t.equal(numberFormatOf(format)?.(value), false, `${format} ${value}`);
  }
});

t.test('knows what is known', async (t) => {
  t.strictSame(
    ['email', 'int32', 'password', 'iban'].map((name) => isKnownFormat(name)),
    [true, true, true, false],
  );
  const own = { iban: () => true, email: () => false };
  t.ok(isKnownFormat('iban', own));
  t.equal(stringFormatOf('email', own)?.('a@b.co'), false, 'an own format wins');
  t.ok(knownFormats(own).includes('iban'));
  t.equal(stringFormatOf('constructor', own), undefined);
});

t.test('no text makes a format slow', async (t) => {
  for (const [format] of rows) {
    const check = stringFormatOf(format) as (text: string) => boolean;
    for (const text of [
      'a'.repeat(50_000),
      'a.'.repeat(25_000).concat('!'),
      'a@'.repeat(25_000),
      'http://'.concat('a'.repeat(50_000), '\n'),
      '1'.repeat(50_000),
      '/'.repeat(50_000),
    ])
      check(text);
  }
  t.pass('or this test would not end');
});
