import { Model, Type, secret } from 'typhoon';

const email = Type.String({ format: 'email', maxLength: 200, examples: ['ada@shop.example'] });
const name = Type.String({ minLength: 1, maxLength: 100, examples: ['Ada'] });

export class NewAccount extends Model(
  {
    email,
    name,
    password: secret(Type.String({ minLength: 8, maxLength: 200, description: 'At least 8 characters.', examples: ['correct horse'] })),
  },
  { additionalProperties: false },
) {}

export class Account extends Model({
  id: Type.Integer({ examples: [2] }),
  email,
  name,
  scopes: Type.Array(Type.String(), { description: 'What this account may do.', examples: [['orders:read', 'orders:write']] }),
  createdAt: Type.DateTime(),
}) {}
