import t from 'tap';
import { CookieJar } from '#src/cookie-jar.js';

t.test('sends back what was set, until it is over or taken away, where its path is', (t) => {
  const jar = new CookieJar();
  jar.keep([
    { name: 'session', value: 'a', path: '/', maxAge: 60 },
    { name: 'draft', value: 'b', path: '/notes' },
    { name: 'theme', value: 'root', path: '/' },
    { name: 'theme', value: 'below', path: '/notes/' },
    { name: 'over', value: 'c', expires: new Date(0) },
  ]);
  t.strictSame(jar.read('/'), { session: 'a', theme: 'root' });
  t.strictSame(jar.read('/notes/1?page=2'), { session: 'a', theme: 'below', draft: 'b' });
  t.strictSame(jar.read('/notesxyz'), { session: 'a', theme: 'root' });
  jar.keep([
    { name: 'session', value: '', maxAge: 0 },
    { name: 'theme', value: 'dark', path: '/' },
  ]);
  t.strictSame(jar.read('/'), { theme: 'dark' });
  t.end();
});
