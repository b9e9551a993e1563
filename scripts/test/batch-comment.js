// @ts-check
/** What stands before the tests of a file in the TAP of a batch, as a comment. */
const MARK = 'tests of ';

/** @param {string} file */
export function fileComment(file) {
  return `${MARK}${file}`;
}

/** The file that a comment of the TAP stream names, if it names one. @param {string} comment */
export function fileOfComment(comment) {
  const text = comment.replace(/^#\s*/, '').trim();
  return text.startsWith(MARK) ? text.slice(MARK.length) : undefined;
}
