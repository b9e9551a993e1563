import t from 'tap';
import { cacheStore, memoryCacheStore } from '@typhoon/scale';
import type { Plugins } from '#src/app-part.js';
import { joinParts } from '#src/app-part.js';

const plugin = (): Plugins[number] => () => undefined;

t.test('plugins keep the order of their parts, and last ones stand behind all others', async (t) => {
  const [first, second, count, publish] = [plugin(), plugin(), plugin(), plugin()];
  const { plugins } = joinParts([{ plugins: [first], lastPlugins: [count] }, { lastPlugins: [publish] }, { plugins: [second] }]);
  for (const [index, expected] of [first, second, count, publish].entries()) t.equal(plugins[index], expected);
});

t.test('an engine of a later part stands for that of an earlier one', async (t) => {
  const own = () => memoryCacheStore();
  const { engines } = joinParts([{ engines: new Map([[cacheStore, () => memoryCacheStore()]]) }, { engines: new Map([[cacheStore, own]]) }, {}]);
  t.equal(engines.size, 1);
  t.equal(engines.get(cacheStore), own);
});

t.test('parts that say nothing change nothing', async (t) => {
  t.strictSame(joinParts([{}, {}]), { kinds: [], works: [], features: [], engines: new Map(), plugins: [] });
});
