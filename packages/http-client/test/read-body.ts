import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import t from 'tap';
import { bounded, readAll, unpack } from '#src/read-body.js';

const TEXT = 'a'.repeat(5_000);
const answer = (bytes: Uint8Array, headers = {}) => ({ status: 200, headers, body: Readable.from([bytes]) });

t.test('A packed body is unpacked, whatever it is packed with, and its headers tell of the unpacked one', async (t) => {
  const packed = { gzip: gzipSync(TEXT), 'X-GZIP': gzipSync(TEXT), br: brotliCompressSync(TEXT), deflate: deflateSync(TEXT) };
  for (const [encoding, bytes] of Object.entries(packed)) {
    const unpacked = unpack(answer(bytes, { 'content-encoding': encoding, 'content-length': String(bytes.length), etag: '"a"' }));
    t.strictSame(unpacked.headers, { etag: '"a"' });
    t.equal(Buffer.from(await readAll(unpacked, 5_000)).toString(), TEXT, encoding);
  }
  const other = answer(Buffer.from('x'), { 'content-encoding': 'zip' });
  t.equal(unpack(other), other);
});

t.test('More than is taken ends the reading, at the header where that says so', async (t) => {
  const body = answer(Buffer.from('abc'));
  await t.rejects(readAll(body, 2), { code: 'TYPHOON_BODY_TOO_LARGE' });
  t.ok(body.body.destroyed);
  await t.rejects(readAll({ headers: { 'content-length': '3' }, body: new Readable() }, 2), { code: 'TYPHOON_BODY_TOO_LARGE' });
  await t.rejects(bounded(Readable.from([Buffer.from('ab'), Buffer.from('c')]), 2).toArray(), { code: 'TYPHOON_BODY_TOO_LARGE' });
  t.strictSame(await bounded(Readable.from([Buffer.from('ab')]), 2).toArray(), [Buffer.from('ab')]);
  t.equal((await readAll({ headers: {}, body: Readable.from([]) }, 2)).length, 0);
});
