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

/** How often a check is asked while it has not ended. Each holds something, a connection; and the next one may find a better one. */
const MAX_HANGING = 10;

/** How many of each check have not ended. */
const hanging = new WeakMap<ReadinessCheck, number>();

function count(check: ReadinessCheck, change: 1 | -1): void {
  hanging.set(check, (hanging.get(check) ?? 0) + change);
}

async function runCheck(declared: ReadinessCheck, timeout: number): Promise<CheckResult> {
  const { name, check, isRequired } = declared;
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
    if ((hanging.get(declared) ?? 0) >= MAX_HANGING) return result('late', new Error(`It was asked ${MAX_HANGING} times, and none has ended.`));
    count(declared, 1);
    const asked = (async () => check(controller.signal))().finally(() => count(declared, -1));
    const outcome = await Promise.race([asked, late]);
    if (outcome === kLate) return result('late', new Error(`It was not done in ${timeout} ms.`));
    return outcome === false ? result('failed', new Error('It returned false.')) : result('ok');
  } catch (error) {
    return result('failed', error);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}
