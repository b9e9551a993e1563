// @ts-check
import { Parser } from 'tap-parser';
import { fileOfComment } from './batch-comment.js';

/**
 * What one test file reported, and how long it took, in seconds.
 * @typedef {{ passed: number, failures: Failure[], skips: Skip[], seconds: number }} FileResults
 * @typedef {{ test: string, reason: string, details: string }} Failure
 * @typedef {{ test: string, reason: string }} Skip
 * @typedef {import('tap-parser').Result} Assertion
 */

/**
 * Collects the tests of a TAP stream that `run-batch.js` writes, by file. A test is an innermost subtest: `t.test('one sentence', …)` counts once,
 * however many assertions it makes. Assertions made outside a subtest count together as one test under the file's name.
 *
 * @param {import('./test-files.js').TestFile[]} batch
 */
export function createCollector(batch) {
  const parser = new Parser();
  const clock = startClock();
  const files = new Map(batch.map(({ file, name }) => [file, { name, results: emptyResults(), assertions: newTally() }]));
  /** What comes before the first comment, the loading of the files, counts for the first. */
  let current = /** @type {FileEntry} */ (files.values().next().value);
  const children = /** @type {Promise<void>[]} */ ([]);
  parser.on('comment', (comment) => {
    const next = files.get(fileOfComment(comment) ?? '');
    if (next === undefined) return;
    current.results.seconds += clock();
    current = next;
  });
  parser.on('child', (child) => children.push(collect(child, [current.name, child.name], current.results)));
  parser.on('assert', (assertion) => note(assertion, current.name, current.assertions, current.results));
  const finished = new Promise((/** @type {(value: void) => void} */ resolve) => {
    parser.on('complete', (final) => {
      current.results.seconds += clock();
      for (const entry of files.values()) finish(entry.name, entry.assertions, entry === current ? final : undefined, entry.results);
      Promise.all(children).then(() => resolve());
    });
  });
  return { parser, results: [...files.values()].map(({ results }) => results), finished };
}

/** @typedef {{ name: string, results: FileResults, assertions: Tally }} FileEntry */

/** The assertions of one test that belong to no subtest. @typedef {{ made: number, failed: Assertion[] }} Tally */

/** @returns {FileResults} */
function emptyResults() {
  return { passed: 0, failures: [], skips: [], seconds: 0 };
}

/** @returns {Tally} */
function newTally() {
  return { made: 0, failed: [] };
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
  const tally = newTally();
  parser.on('child', (child) => children.push(collect(child, [...names, child.name], results)));
  parser.on('assert', (assertion) => note(assertion, test, tally, results));
  return new Promise((resolve) => {
    parser.on('complete', (final) => {
      finish(test, tally, final, results);
      Promise.all(children).then(() => resolve());
    });
  });
}

/**
 * @param {Assertion} assertion
 * @param {string} test
 * @param {Tally} tally
 * @param {FileResults} results
 */
function note(assertion, test, tally, results) {
  if (assertion.closingTestPoint) return;
  const skip = assertion.skip || assertion.todo;
  if (skip) return void results.skips.push({ test: `${test} › ${assertion.name}`, reason: skip === true ? 'no reason given' : skip });
  tally.made += 1;
  if (!assertion.ok) tally.failed.push(assertion);
}

/**
 * @param {string} test
 * @param {Tally} tally
 * @param {import('tap-parser').FinalResults | undefined} final
 * @param {FileResults} results
 */
function finish(test, { made, failed }, final, results) {
  const ended = final !== undefined && hasProtocolError(final);
  if (failed.length === 0 && !ended) {
    if (made > 0) results.passed += 1;
    return;
  }
  results.failures.push({ test, reason: failed[0]?.name ?? (ended ? protocolError(final) : 'unknown'), details: failed.map(formatAssertion).join('\n') });
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

/** Seconds since the last call. */
function startClock() {
  let last = performance.now();
  return () => {
    const elapsed = (performance.now() - last) / 1000;
    last = performance.now();
    return elapsed;
  };
}
