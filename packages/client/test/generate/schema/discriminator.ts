import t from 'tap';
import { modelsOf } from '../../fixtures/generated.js';

const KIND = { kind: { type: 'string' } };
const CAT = { $ref: '#/components/schemas/Cat' };
const DOG = { $ref: '#/components/schemas/Dog' };

t.test('members of a union get the values that tell them: of the mapping, or else their names', async (t) => {
  const schemas = (mapping?: object) => ({
    Cat: { type: 'object', properties: KIND },
    Dog: { type: 'object', properties: KIND },
    Pet: { oneOf: [CAT, DOG], discriminator: { propertyName: 'kind', ...(mapping && { mapping }) } },
  });
  t.match(
    await modelsOf(schemas({ cat: CAT.$ref, tom: 'Cat', dog: DOG.$ref })),
    "  | (Cat & {\n      kind: 'cat' | 'tom';\n    })\n  | (Dog & {\n      kind: 'dog';\n    });",
  );
  t.match(await modelsOf(schemas()), "  | (Cat & {\n      kind: 'Cat';\n    })");
});

t.test('what says its value itself stays as it is, also where AsyncAPI names the property only', async (t) => {
  const text = await modelsOf({
    Cat: { type: 'object', properties: { kind: { const: 'cat' } } },
    Dog: { type: 'object', properties: { kind: { enum: ['dog'] } } },
    Pet: { oneOf: [CAT, DOG], discriminator: 'kind' },
  });
  t.match(text, 'export type Pet = Cat | Dog;');
});

t.test('a schema made from a base is told by the mapping of the base', async (t) => {
  const text = await modelsOf({
    Pet: { type: 'object', properties: KIND, discriminator: { propertyName: 'kind', mapping: { cat: CAT.$ref } } },
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', properties: { lives: { type: 'integer' } } }] },
  });
  t.match(text, "export type Cat = Pet & {\n  lives?: number;\n  kind: 'cat';\n};");
});
