import t from 'tap';
import { createInMemoryClient } from '@typhoon/testing';
import { createPages } from '#src/browsers/pages.js';

// #region test
t.test('strangers are sent to the sign-in, and who signs in stays so', async (t) => {
  const client = await createInMemoryClient(createPages());
  t.teardown(() => client.close());
  const browser = client.browser();
  t.match(await browser.get('/'), { status: 303, headers: { location: '/sign-in' } });
  await browser.post('/sign-in', { form: { name: 'ada', password: 'wrong' } });
  t.match((await browser.get('/sign-in')).text, 'Wrong name or password.');
  await browser.post('/sign-in', { form: { name: 'ada', password: 'correct horse' } });
  t.match(await browser.get('/'), { status: 200, text: /Hello, ada/ });
  t.equal((await client.browser().get('/')).status, 303, 'another browser is a stranger');
});
// #endregion test

t.test('a form that lacks something is answered with a page, and so is the end', async (t) => {
  const client = await createInMemoryClient(createPages());
  t.teardown(() => client.close());
  const browser = client.browser();
  t.match(await browser.post('/sign-in', { form: { name: 'ada' } }), { status: 422, text: /both/, headers: { 'content-type': 'text/html; charset=utf-8' } });
  await browser.post('/sign-in', { form: { name: 'ada', password: 'correct horse' } });
  await browser.post('/sign-out');
  t.match((await browser.get('/sign-in')).text, 'Signed out.');
  t.equal((await browser.get('/')).status, 303);
});
