import * as core from '@typhoon/core';
import t from 'tap';
import * as own from '#src/index.js';

t.test('exports all of core, with a createApp that has the documents on', async (t) => {
  t.strictSame(Object.keys(own).sort(), Object.keys(core).sort());
  const { createApp, ...others } = own;
  const { createApp: createCoreApp, ...othersOfCore } = core;
  t.not(createApp, createCoreApp);
  for (const [name, member] of Object.entries(others)) t.equal(member, (othersOfCore as Record<string, unknown>)[name], name);
});
