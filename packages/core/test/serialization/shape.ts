import t from 'tap';
import { unwrap } from '#src/serialization/shape.js';
import type { Shape, UnionShape } from '#src/serialization/shape.js';

t.test('takes the only branch of a union', async (t) => {
  const inner: Shape = { is: 'null' };
  const other: Shape = { is: 'absent' };
  const both: Shape = { is: 'union', branches: [inner, other] };
  t.equal(unwrap(inner), inner);
  t.equal(unwrap({ is: 'union', branches: [{ is: 'union', branches: [inner] }] }), inner);
  t.equal(unwrap(both), both);
});

t.test('ends at a union that is only itself', async (t) => {
  const shape: UnionShape = { is: 'union', branches: [] };
  shape.branches = [shape];
  t.equal(unwrap(shape), shape);
});
