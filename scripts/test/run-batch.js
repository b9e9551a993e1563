// @ts-check
/**
 * Runs compiled test files one after the other in this process, as `node run-batch.js FILE...`, and writes one TAP stream. A comment before the
 * tests of each file names it. A file that cannot be loaded fails, and the others run on.
 */
import { pathToFileURL } from 'node:url';
import { fileComment } from './batch-comment.js';

const files = process.argv.splice(2);
// tap names the folders that tests make after the program and its arguments: no two batches may share one, and no name may grow too long for a file.
process.argv[1] = files[0] ?? '';
const { default: tap } = await import('tap');
// What a file asks with `t.setTimeout`, for those who start it by hand, would count for all of them, and is too short for a slow machine.
tap.setTimeout = () => undefined;

// Inside a test, so that tap waits for the last file: the tests that files declare wait in its queue, and it ends when the queue is empty.
tap.test('the files load', async (t) => {
  for (const file of files) {
    tap.comment(fileComment(file));
    await import(pathToFileURL(file).href).catch((error) => t.fail(`${file} cannot be loaded`, { error }));
  }
});
