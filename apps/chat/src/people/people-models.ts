import { Model, Type } from 'typhoon';

export const PersonName = Type.String({
  minLength: 1,
  maxLength: 20,
  pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]*$',
  description: 'Begins with a letter or a digit; spaces, dots and dashes may follow.',
  examples: ['Ada'],
});

export class NewSession extends Model({ name: PersonName }, { additionalProperties: false }) {}

export class Person extends Model({ name: PersonName }) {}
