import t from 'tap';
import { app } from '#src/forms/sign-up.js';

t.teardown(() => app.close());

async function post(url: string, payload: string) {
  return app.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload });
}

t.test('reads fields as one model, or by name', async (t) => {
  t.strictSame((await post('/sign-up', 'name=Ada&age=36&topics=math&topics=looms&newsletter=on')).json(), {
    name: 'Ada',
    age: 36,
    topics: ['math', 'looms'],
    newsletter: true,
  });
  t.equal((await post('/rename', 'from=Ada&to=Lovelace')).json(), 'Ada is Lovelace now');
});

t.test('says which field is wrong', async (t) => {
  t.match((await post('/sign-up', 'name=Ada&age=ten')).json(), { status: 422, errors: [{ type: 'int_parsing', loc: ['body', 'age'] }] });
});

t.test('reads multipart forms alike, and no JSON', async (t) => {
  const body = new FormData();
  body.set('from', 'Ada');
  body.set('to', 'Lovelace');
  const { headers, text } = await encode(body);
  t.equal((await app.inject({ method: 'POST', url: '/rename', headers, payload: text })).json(), 'Ada is Lovelace now');
  t.equal((await app.inject({ method: 'POST', url: '/rename', payload: { from: 'Ada', to: 'Lovelace' } })).statusCode, 415);
});

async function encode(body: FormData) {
  const request = new Request('http://localhost/', { method: 'POST', body });
  return { headers: { 'content-type': request.headers.get('content-type') ?? '' }, text: await request.text() };
}
