// @ts-check
import { Parser } from 'tap-parser';

/**
 * What one test file reported.
 * @typedef {{ passed: number, failures: Failure[], skips: Skip[] }} FileResults
 * @typedef {{ test: string, reason: string, details: string }} Failure
 * @typedef {{ test: string, reason: string }} Skip
 * @typedef {import('tap-parser').Result} Assertion
 */

/**
 * Collects the tests of a TAP stream. A test is an innermost subtest: `t.test('one sentence', …)` counts once, however many assertions it makes.
 * Assertions made outside a subtest count together as one test under the file's name.
 *
 * @param {string} file
 */
export function createCollector(file) {
  const parser = new Parser();
  /** @type {FileResults} */
  const results = { passed: 0, failures: [], skips: [] };
  const finished = collect(parser, [file], results);
  return { parser, results, finished };
}

/**
 * @param {Parser} parser
 * @param {string[]} names
 * @param {FileResults} results
 * @returns {Promise<void>}
 */
function collect(parser, names, results) {
  const test = names.join(' › ');
  const children = /** @type {Promise<void>[]} */ ([]);
  const failed = /** @type {Assertion[]} */ ([]);
  let assertions = 0;
  parser.on('child', (child) => children.push(collect(child, [...names, child.name], results)));
  parser.on('assert', (/** @type {Assertion} */ assertion) => {
    if (assertion.closingTestPoint) return;
    const skip = assertion.skip || assertion.todo;
    if (skip) return void results.skips.push({ test: `${test} › ${assertion.name}`, reason: skip === true ? 'no reason given' : skip });
    assertions += 1;
    if (!assertion.ok) failed.push(assertion);
  });
  return new Promise((resolve) => {
    parser.on('complete', (final) => {
      const ownFailure = failed.length > 0 || hasProtocolError(final);
      if (ownFailure) results.failures.push({ test, reason: failed[0]?.name ?? protocolError(final), details: failed.map(formatAssertion).join('\n') });
      else if (assertions > 0) results.passed += 1;
      Promise.all(children).then(() => resolve());
    });
  });
}

/** A test that ended early, or planned for other assertions than it made. @param {import('tap-parser').FinalResults} final */
function hasProtocolError(final) {
  return final.bailout !== false || final.failures.some((failure) => failure.tapError);
}

/** @param {import('tap-parser').FinalResults} final */
function protocolError(final) {
  if (final.bailout !== false) return `bailed out: ${String(final.bailout)}`;
  return final.failures.map((failure) => failure.tapError).find(Boolean) ?? 'unknown';
}

/** @param {Assertion} assertion */
function formatAssertion(assertion) {
  const diagnostics = Object.entries(assertion.diag ?? {}).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? `\n${value.trimEnd()}` : JSON.stringify(value)}`,
  );
  return [`not ok: ${assertion.name}`, ...diagnostics].join('\n');
}
