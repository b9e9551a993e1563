import { Body, Controller, Get, Model, Post, Put, Type, named } from '@typhoon/core';
import { describeRoutes } from '@typhoon/core/internal';
import t from 'tap';
import { toDocument } from '#src/document.js';
import { INFO, assertValid, documentOf, routesOf, schemasOf } from './fixtures/documents.js';

class Address extends Model({ street: Type.String(), country: Type.String({ default: 'NL' }) }) {}
class User extends Model({ name: Type.String(), address: Address.schema }) {}
class Tag extends Model({ label: Type.String() }) {}

@Controller('/users')
class UsersController {
  @Get('/', { response: Type.Array(User.schema) })
  list(): User[] {
    return [];
  }

  @Post('/', { response: Tag })
  create(@Body(User) _user: User): Tag {
    return { label: '' };
  }

  @Put('/tag', { response: Tag })
  tag(@Body(Tag) tag: Tag): Tag {
    return tag;
  }
}

t.test('splits a model only where what is sent differs from what is answered', async (t) => {
  const schemas = schemasOf(await documentOf(t, [UsersController]));
  t.ok(schemas['Tag'] && !schemas['TagInput'], 'the same both ways: one component');
  t.strictSame(schemas['AddressInput'].required, ['street']);
  t.strictSame(schemas['Address'].required, ['street', 'country']);
  t.strictSame(schemas['UserInput'].properties.address, { $ref: '#/components/schemas/AddressInput' }, 'what refers to a split model is split too');
  t.strictSame(schemas['User'].properties.address, { $ref: '#/components/schemas/Address' });
});

t.test('keeps the plain name where a model is used one way only', async (t) => {
  @Controller('/')
  class InController {
    @Post('/')
    create(@Body(Address) _address: Address): string {
      return '';
    }
  }
  const schemas = schemasOf(await documentOf(t, [InController]));
  t.strictSame(Object.keys(schemas), ['Address', 'Problem', 'ValidationIssue', 'ValidationProblem']);
  t.strictSame(schemas['Address'].required, ['street']);
});

t.test('lets the name for what is sent step aside for that of a model', async (t) => {
  class AddressInput extends Model({ other: Type.Integer({ default: 1 }) }) {}
  @Controller('/')
  class BothController {
    @Post('/', { response: Type.Object({ one: Address.schema, two: AddressInput.schema }) })
    create(@Body('one', Address) one: Address, @Body('two', AddressInput) two: AddressInput): { one: Address; two: AddressInput } {
      return { one, two };
    }
  }
  const schemas = schemasOf(await documentOf(t, [BothController]));
  t.match(schemas['Address'], { required: ['street', 'country'] });
  t.match(schemas['AddressInput2'], { required: ['street'] });
  t.match(schemas['AddressInput'], { required: ['other'] });
  t.strictSame(schemas['AddressInputInput'].required, undefined);
});

t.test('takes schemas that say the same under one name for one', async (t) => {
  @Controller('/')
  class SameController {
    @Get('/', { response: Type.Object({ a: named('Id', Type.Integer()), b: Type.Optional(named('Id', Type.Integer())) }) })
    read(): { a: number } {
      return { a: 1 };
    }
  }
  // Core lists the two as a mistake; a document alone only cares for what they say.
  const { routes } = describeRoutes({ controllers: [SameController] });
  const document = toDocument(routes, { info: INFO });
  await assertValid(t, document);
  t.strictSame(schemasOf(document)['Id'], { type: 'integer' });
});

t.test('lets our own names step aside for those of the user', async (t) => {
  class Problem extends Model({ sum: Type.String() }) {}
  @Controller('/')
  class MathController {
    @Get('/', { response: Problem })
    read(): Problem {
      return { sum: '1 + 1' };
    }
  }
  const document = await documentOf(t, [MathController]);
  t.match(schemasOf(document)['Problem'], { properties: { sum: {} } });
  t.match(schemasOf(document)['Problem2'], { properties: { status: {} } });
  t.match(document.components?.responses?.['Problem'], { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem2' } } } });
});

t.test('writes the same text every time', (t) => {
  const write = (): string => JSON.stringify(toDocument(routesOf(UsersController), { info: INFO }));
  t.equal(write(), write());
  t.end();
});
