import t from 'tap';
import { SCHEDULE_CONTRACT } from '#src/schedules/schedule-contract.js';
import { memoryScheduleClaims } from '#src/index.js';

const claims = memoryScheduleClaims();
for (const { name, run } of SCHEDULE_CONTRACT) {
  t.test(name, async (t) => {
    await run(claims, claims, undefined);
    t.pass('as every engine');
  });
}
