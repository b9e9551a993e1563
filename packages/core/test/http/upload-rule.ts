import t from 'tap';
import { uploadRuleOf, uploadSchema } from '#src/http/upload-rule.js';
import type { UploadRule } from '#src/http/upload-rule.js';
import { Type } from '#src/schema/type.js';
import { isOptional } from '#src/schema/typebox.js';

const rule: UploadRule = {
  maxSize: 10,
  minCount: 1,
  maxCount: 1,
  isList: false,
  isOptional: false,
  isStream: false,
  types: undefined,
  sniff: false,
  options: {},
};

t.test('is written as a schema that documents show', (t) => {
  const rows = [
    [{}, { type: 'string', contentMediaType: 'application/octet-stream', maxLength: 10 }],
    [{ maxSize: Infinity }, { type: 'string', contentMediaType: 'application/octet-stream' }],
    [{ types: ['image/png'] }, { type: 'string', contentMediaType: 'image/png', maxLength: 10 }],
    [{ types: ['image/*'] }, { type: 'string', contentMediaType: 'application/octet-stream', maxLength: 10 }],
    [{ types: ['a/b', 'c/d'] }, { type: 'string', contentMediaType: 'application/octet-stream', maxLength: 10 }],
  ] as const;
  for (const [options, want] of rows) t.strictSame(JSON.parse(JSON.stringify(uploadSchema({ ...rule, ...options }))), want);
  t.match(JSON.parse(JSON.stringify(uploadSchema({ ...rule, isList: true, minCount: 2, maxCount: 3 }))), {
    type: 'array',
    items: { type: 'string' },
    minItems: 2,
    maxItems: 3,
  });
  t.end();
});

t.test('may be left out where it is optional, or a list that may be empty', (t) => {
  t.strictSame(
    [rule, { ...rule, isOptional: true }, { ...rule, isList: true, minCount: 0 }].map((each) => isOptional(uploadSchema(each))),
    [false, true, true],
  );
  t.end();
});

t.test('is found again on its schema, a clone of it too, and on no other', (t) => {
  t.equal(uploadRuleOf(uploadSchema(rule)), rule);
  t.equal(uploadRuleOf(Type.Object({ file: uploadSchema(rule) }).properties.file), rule);
  t.equal(uploadRuleOf(Type.Partial(Type.Object({ file: uploadSchema(rule) })).properties.file), rule);
  t.equal(uploadRuleOf(Type.String()), undefined);
  t.end();
});
