import t from 'tap';
import { toFilename } from '#src/http/upload-name.js';

t.test('keeps the last part of a name, and nothing that nobody sees', (t) => {
  const rows = [
    ['cat.png', 'cat.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\pictures\\cat.png', 'cat.png'],
    ['/etc/', ''],
    ['.', ''],
    ['..', ''],
    ['...', '...'],
    ['a/..', ''],
    ['.hidden', '.hidden'],
    ['  cat.png ', 'cat.png'],
    ['ca\u0000t\r\n.png', 'cat.png'],
    ['cat\u202egpj.exe', 'catgpj.exe'],
    ['кот 🐈.png', 'кот 🐈.png'],
    ['', ''],
  ] as const;
  for (const [given, want] of rows) t.equal(toFilename(given), want, JSON.stringify(given));
  t.end();
});
