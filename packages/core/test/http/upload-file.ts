import { text } from 'node:stream/consumers';
import t from 'tap';
import { UploadedFile } from '#src/http/upload-file.js';

const memory = new Uint8Array([0, 0xc3, 0xbc, 0x21, 0]);
const file = new UploadedFile({ name: 'note', filename: 'n.txt', type: 'text/plain', sniffedType: undefined }, memory.subarray(1, 4));

t.test('hands its bytes out in every form', async (t) => {
  t.equal(file.size, 3);
  t.equal(file.text(), 'ü!');
  t.strictSame([...new Uint8Array(file.arrayBuffer())], [0xc3, 0xbc, 0x21]);
  t.equal(await text(file.stream()), 'ü!');
});

t.test('shows no bytes in logs', (t) => {
  t.equal(JSON.stringify(file), '{"name":"note","filename":"n.txt","type":"text/plain","size":3}');
  t.end();
});

t.test('copies what it hands out, so that nobody writes into it', (t) => {
  new Uint8Array(file.arrayBuffer()).fill(0);
  t.equal(file.text(), 'ü!');
  t.end();
});
