import { Body, Controller, Form, Get, Model, Post, Query, Type, createApp } from '@typhoon/core';
import t from 'tap';
import { documentOf, schemasOf } from '../fixtures/documents.js';
import type { Json } from '../fixtures/documents.js';

const readOnly = Type.Optional(Type.String({ readOnly: true }));
class Account extends Model({ name: Type.String(), role: readOnly, keys: Type.Array(Type.Object({ label: Type.String(), owner: readOnly })) }) {}
class Search extends Model({ q: Type.String(), tenant: readOnly }) {}

@Controller('/accounts')
class AccountsController {
  @Post('/', { response: Type.Object({ account: Account.schema, read: Type.Unknown() }) })
  create(@Body(Account) account: Account) {
    return { account: { ...account, role: 'user' }, read: account };
  }

  @Get('/', { response: Type.Unknown() })
  find(@Query(Search) search: Search) {
    return search;
  }

  @Post('/form', { response: Type.Unknown() })
  submit(@Form(Search) search: Search, @Form('page', Type.Integer()) page: number) {
    return { ...search, page };
  }
}

t.test('what documents show of a request is what a handler gets of it', async (t) => {
  const document = await documentOf(t, [AccountsController]);
  const schemas = schemasOf(document);
  const app = createApp({ controllers: [AccountsController] });
  t.teardown(() => app.close());

  const sent = { name: 'Ada', role: 'admin', keys: [{ label: 'a', owner: 'root' }] };
  const created = (await app.inject({ method: 'POST', url: '/accounts', payload: sent })).json<{ read: typeof sent; account: typeof sent }>();
  t.strictSame(Object.keys(created.read), Object.keys(schemas['AccountInput'].properties));
  t.strictSame(Object.keys(created.read.keys[0] ?? {}), Object.keys(schemas['AccountInput'].properties.keys.items.properties));
  t.strictSame(Object.keys(created.account), Object.keys(schemas['Account'].properties), 'and the server says what it wrote');

  const found = (await app.inject('/accounts?q=a&tenant=b')).json<object>();
  const { parameters } = (document.paths as Json)['/accounts'].get;
  t.strictSame(
    Object.keys(found),
    parameters.map((parameter: { name: string }) => parameter.name),
  );

  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const submitted = (await app.inject({ method: 'POST', url: '/accounts/form', payload: 'q=a&tenant=b&page=1', headers })).json<object>();
  t.strictSame(Object.keys(submitted), Object.keys(schemas['Body_accounts.submit'].properties));
});

class Person extends Model({ name: Type.String(), role: Type.Optional(Type.String()), password: Type.String() }) {}
const Guarded = Type.Intersect([Person.schema, Type.Object({ role: readOnly, password: Type.String({ writeOnly: true }) })]);

@Controller('/people')
class PeopleController {
  @Post('/', { response: Guarded })
  create(@Body(Guarded) person: Person) {
    return { ...person, role: person.role ?? 'user' };
  }

  @Get('/', { response: Type.Unknown() })
  find(@Query(Type.Intersect([Search.schema, Type.Object({ tenant: Type.Optional(Type.String()) })])) search: object) {
    return search;
  }

  @Get('/one', { response: Person })
  read(): Person {
    return { name: 'Ada', password: 'secret' };
  }
}

t.test('what one part of an intersection hides, no other shows', async (t) => {
  const document = await documentOf(t, [PeopleController]);
  const schemas = schemasOf(document);
  const { post, get } = (document.paths as Json)['/people'];
  const shown = (schema: Json): string[] =>
    schema.$ref === undefined
      ? [...Object.keys(schema.properties ?? {}), ...(schema.allOf ?? []).flatMap(shown)]
      : shown(schemas[schema.$ref.split('/').at(-1) as string]);
  const app = createApp({ controllers: [PeopleController] });
  t.teardown(() => app.close());

  const request = post.requestBody.content['application/json'].schema;
  t.strictSame(new Set(shown(request)), new Set(['name', 'password']));
  t.strictSame(
    request.allOf.flatMap((part: Json) => part.required ?? []),
    ['name', 'password', 'password'],
  );
  const answer = post.responses['200'].content['application/json'].schema;
  const created = (await app.inject({ method: 'POST', url: '/people', payload: { name: 'Ada', role: 'admin', password: 'p' } })).json<object>();
  t.strictSame(created, { name: 'Ada', role: 'user' });
  t.strictSame(new Set(shown(answer)), new Set(Object.keys(created)));
  t.strictSame(Object.keys(schemas['Person'].properties), ['name', 'role', 'password'], 'the model itself stays as it is');
  t.strictSame(
    get.parameters.map(({ name }: Json) => name),
    Object.keys((await app.inject('/people?q=a&tenant=b')).json()),
  );
});
