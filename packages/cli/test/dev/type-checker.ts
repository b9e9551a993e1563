import t from 'tap';
import { checkTypes } from '#src/dev/type-checker.js';
import { colorsOf } from '#src/output/colors.js';
import { project } from '../fixtures/project.js';

t.test("the project's own compiler reports", async (t) => {
  const folder = t.testdir(project({ 'app.ts': 'export const wrong: number = true;' }));
  const report = await new Promise<string>((resolve) => {
    const stop = checkTypes(folder, colorsOf({}), resolve);
    t.teardown(() => stop?.());
  });
  t.match(report, "src/app.ts:1:14 Type 'boolean' is not assignable to type 'number'.");
});

t.test('without a tsconfig.json there is nothing to check', async (t) => {
  t.equal(
    checkTypes(t.testdir({ 'package.json': '{}' }), colorsOf({}), () => undefined),
    undefined,
  );
});
