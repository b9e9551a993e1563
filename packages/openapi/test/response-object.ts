import t from 'tap';
import { ResponseRegistry } from '#src/response-object.js';

t.test('keeps answers that many operations share once', (t) => {
  const registry = new ResponseRegistry();
  let made = 0;
  const create = (): { description: string } => ({ description: `number ${String(++made)}` });
  t.strictSame(registry.refer('a', 'NotFound', create), { $ref: '#/components/responses/NotFound' });
  t.strictSame(registry.refer('a', 'NotFound', create), { $ref: '#/components/responses/NotFound' });
  t.strictSame(registry.refer('b', 'NotFound', create), { $ref: '#/components/responses/NotFound2' }, 'another one of the same name has a name of its own');
  t.strictSame(registry.refer('c', 'Gone', create), { $ref: '#/components/responses/Gone' });
  t.strictSame(Object.entries(registry.toComponents()), [
    ['Gone', { description: 'number 3' }],
    ['NotFound', { description: 'number 1' }],
    ['NotFound2', { description: 'number 2' }],
  ]);
  t.end();
});
