import t from 'tap';
import Ajv from 'ajv';
import { HEALTH_REPORT_SCHEMA } from '#src/health/health-report.js';
import type { HealthReport } from '#src/index.js';

t.test('the documented answer is the one that is typed', async (t) => {
  const validate = new Ajv.default({ strict: true }).compile(HEALTH_REPORT_SCHEMA);
  const report: HealthReport = { status: 'unavailable', checks: [{ name: 'db', status: 'late', required: true, duration: 2000 }] };
  t.equal(validate(report), true);
  t.equal(validate({ status: 'fine' }), false);
});
