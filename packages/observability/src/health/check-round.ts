import type { ReadinessCheck } from '@typhoon/core';
import type { HealthCheckReport } from './health-report.js';

/** A check with what it came to; `reason` is for the log. */
export interface CheckResult extends HealthCheckReport {
  readonly reason?: unknown;
}

const kLate = Symbol('late');

/**
 * Runs checks at the same time, each for so long at most.
 *
 * @param timeout Milliseconds.
 */
export async function runChecks(checks: readonly ReadinessCheck[], timeout: number): Promise<readonly CheckResult[]> {
  return Promise.all(checks.map(async (check) => runCheck(check, timeout)));
}

async function runCheck({ name, check, isRequired }: ReadinessCheck, timeout: number): Promise<CheckResult> {
  const begun = performance.now();
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof kLate>((resolve) => {
    timer = setTimeout(() => resolve(kLate), timeout);
  });
  const result = (status: CheckResult['status'], reason?: unknown): CheckResult => ({
    name,
    status,
    required: isRequired,
    duration: Math.round((performance.now() - begun) * 10) / 10,
    ...(reason === undefined ? {} : { reason }),
  });
  try {
    const outcome = await Promise.race([(async () => check(controller.signal))(), late]);
    if (outcome === kLate) return result('late', new Error(`It was not done in ${timeout} ms.`));
    return outcome === false ? result('failed', new Error('It returned false.')) : result('ok');
  } catch (error) {
    return result('failed', error);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}
