import t from 'tap';
import { readAnswer, writeAnswer } from '#src/cache/answer-record.js';

t.test('brings back what was written', async (t) => {
  const rows = [
    { headers: {}, body: '' },
    { headers: { 'content-type': 'text/plain', 'x-lines': 'a\nb' }, body: '\né\n' },
    { headers: { etag: '"é"', link: ['a', 'b'] }, body: Buffer.from([0, 10, 255]) },
  ];
  for (const record of rows) t.strictSame(readAnswer(writeAnswer(record)), record);
});
