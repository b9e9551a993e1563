import t from 'tap';
import { toRedirectPage, toRedocPage, toSwaggerPage } from '#src/plugin/page.js';

const page = { title: 'Tom & "Jerry" <script>', assets: (file: string) => `assets/${file}?v=1&x`, config: { documentUrl: 'openapi.json', note: `'"<>&` } };

t.test('writes pages without a script, a style or a handler of their own', (t) => {
  for (const html of [toSwaggerPage(page), toRedocPage(page), toRedirectPage(page)]) {
    t.match(html, /^<!doctype html>/);
    t.match(html, '<title>Tom &amp; &quot;Jerry&quot; &lt;script&gt;</title>');
    t.notMatch(html, /<script(?! src="assets\/)/, 'every script is a file');
    t.notMatch(html, /<style|\sstyle=|\son\w+=/);
  }
  t.end();
});

t.test('hands the configuration over as data', (t) => {
  const data = /data-config="([^"]*)"/.exec(toSwaggerPage(page))?.[1] ?? '';
  const text = data.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  t.strictSame(JSON.parse(text), page.config);
  t.end();
});

t.test('has the files and the place of channels where there are some', (t) => {
  t.notMatch(toSwaggerPage(page), 'channels');
  const html = toSwaggerPage({ ...page, config: { ...page.config, channelsUrl: 'asyncapi.json' } });
  t.match(html, '<section id="channels" aria-labelledby="channels-heading" hidden></section>');
  t.match(html, '<script type="module" src="assets/channels.js?v=1&amp;x"></script>');
  t.match(html, /swagger-channels\.js[^]*swagger-page\.js/);
  t.end();
});
