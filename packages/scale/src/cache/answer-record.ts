import type { OutgoingHttpHeaders } from 'node:http';

/** An answer as it is kept: its headers, and its body as it was written. Its status is 200. */
export interface AnswerRecord {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Uint8Array;
}

/** { headers: { etag: '"a"' }, body: '{}' } → '{"etag":"\\"a\\""}\n{}' */
export function writeAnswer({ headers, body }: AnswerRecord): string | Uint8Array {
  const head = `${JSON.stringify(headers)}\n`;
  return typeof body === 'string' ? head + body : Buffer.concat([Buffer.from(head), body]);
}

/** The other way round. JSON on one line holds no line end. */
export function readAnswer(written: string | Uint8Array): AnswerRecord {
  if (typeof written === 'string') {
    const end = written.indexOf('\n');
    return { headers: JSON.parse(written.slice(0, end)) as OutgoingHttpHeaders, body: written.slice(end + 1) };
  }
  const bytes = Buffer.from(written.buffer, written.byteOffset, written.byteLength);
  const end = bytes.indexOf(0x0a);
  return { headers: JSON.parse(bytes.toString('utf8', 0, end)) as OutgoingHttpHeaders, body: bytes.subarray(end + 1) };
}
