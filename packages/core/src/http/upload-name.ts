/** Control characters, and those that turn the direction of text so that `gpj.exe` reads as `exe.jpg`. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The file name that a client gave, without any path and without characters that nobody sees.
 *
 * '../../etc/passwd' → 'passwd'; 'C:\\pictures\\cat.png' → 'cat.png'; '..' → ''
 *
 * @see RFC 7578 §4.2
 */
export function toFilename(given: string): string {
  const visible = given.replaceAll(UNSAFE, '').replaceAll('\\', '/');
  const name = visible.slice(visible.lastIndexOf('/') + 1).trim();
  return name === '.' || name === '..' ? '' : name;
}
