import t from 'tap';
import { memoryTaskEngine } from '#src/index.js';
import { TASK_CONTRACT } from '#src/tasks/task-contract.js';

for (const { name, run } of TASK_CONTRACT) {
  t.test(`in memory: ${name}`, async (t) => {
    const engine = memoryTaskEngine();
    t.teardown(() => engine.close());
    await run(engine);
    t.pass('as every engine');
  });
}
