import { Body, Controller, Form, Model, Patch, Post, Put, Type } from '@typhoon/core';
import t from 'tap';
import type { RequestBodyObject } from '#src/request-body-object.js';
import { documentOf, schemasOf } from './fixtures/documents.js';

class Item extends Model({ name: Type.String() }) {}
class User extends Model({ email: Type.String({ format: 'email' }) }) {}
class LoginForm extends Model({ username: Type.String(), password: Type.String({ format: 'password' }) }) {}

@Controller('/bodies')
class BodiesController {
  @Post('/one')
  one(@Body(Item, { description: 'The item', examples: { pen: { value: { name: 'pen' } } } }) _item: Item): string {
    return '';
  }

  @Put('/several')
  several(
    @Body('item', Item) _item: Item,
    @Body('user', Type.Optional(User.schema), { description: 'Who' }) _user: User | undefined,
    @Body('importance', Type.Integer({ default: 1 }), { example: 5 }) _importance: number,
  ): string {
    return '';
  }

  @Patch('/optional')
  optional(@Body(Type.Optional(Item.schema)) _item: Item | undefined): string {
    return '';
  }

  @Post('/login')
  login(@Form(LoginForm) _form: LoginForm): string {
    return '';
  }

  @Post('/fields')
  fields(@Form('name', Type.String()) _name: string, @Form('tags', Type.Array(Type.String()), { explode: false }) _tags: string[]): string {
    return '';
  }
}

t.test('writes the bodies of every kind', async (t) => {
  const document = await documentOf(t, [BodiesController]);
  const bodyOf = (path: string, method: string) => (document.paths[path]?.[method] as { requestBody: RequestBodyObject }).requestBody;

  t.strictSame(bodyOf('/bodies/one', 'post'), {
    description: 'The item',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' }, examples: { pen: { value: { name: 'pen' } } } } },
    required: true,
  });
  t.strictSame(bodyOf('/bodies/optional', 'patch'), { content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } });
  t.strictSame(bodyOf('/bodies/several', 'put'), {
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Body_bodies.several' } } },
    required: true,
  });
  t.strictSame(schemasOf(document)['Body_bodies.several'], {
    type: 'object',
    properties: {
      item: { $ref: '#/components/schemas/Item' },
      user: { $ref: '#/components/schemas/User', description: 'Who' },
      importance: { type: 'integer', default: 1, examples: [5] },
    },
    required: ['item'],
  });
  t.strictSame(bodyOf('/bodies/login', 'post'), {
    content: { 'application/x-www-form-urlencoded': { schema: { $ref: '#/components/schemas/LoginForm' } } },
    required: true,
  });
  t.match(bodyOf('/bodies/fields', 'post'), { content: { 'application/x-www-form-urlencoded': { encoding: { tags: { explode: false } } } } });
});
