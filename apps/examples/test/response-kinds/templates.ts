import t from 'tap';
import { app } from '#src/response-kinds/templates.js';

t.teardown(() => app.close());

t.test('escapes what is put into a page', async (t) => {
  const page = await app.inject(`/hello/${encodeURIComponent('<b>Ada & "Bob"</b>')}`);
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  t.equal(page.body.replace(/\n */, ''), '<!doctype html><title>Hello</title><p>Hello, &lt;b&gt;Ada &amp; &quot;Bob&quot;&lt;/b&gt;!</p>');
});
