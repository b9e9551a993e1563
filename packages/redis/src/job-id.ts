import { randomUUID, timingSafeEqual } from 'node:crypto';

/** An id, taken apart. */
export interface JobId {
  /** What BullMQ calls the job. */
  readonly key: string;
  /** What only whoever was given the id knows, where BullMQ counted the key. */
  readonly secret: string | undefined;
}

/** What of a job its id is made of. */
interface KeptJob {
  readonly id?: string | undefined;
  readonly data: { readonly secret?: string | undefined };
}

/** Text of other forms is the id of no job. */
const COUNTED = /^([0-9a-f]{8})-([0-9a-f]{4})-(8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;
const RANDOM = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The latter part of a UUIDv8, version, variant and 74 random bits: '8d2b-9f3e-0a1b2c3d4e5f'. */
export function createSecret(): string {
  return `8${randomUUID().slice(15)}`;
}

/**
 * The id of a job: a UUIDv8 of the count that BullMQ calls it by, and its secret; where there is none, what BullMQ calls it is
 * random itself.
 *
 * { id: '26', data: { secret: '8d2b-9f3e-0a1b2c3d4e5f' } } → '00000000-001a-8d2b-9f3e-0a1b2c3d4e5f'
 *
 * @see RFC 9562 §5.8
 */
export function formatJobId({ id: key = '', data: { secret } }: KeptJob): string {
  if (secret === undefined) return key;
  const count = Number(key).toString(16).padStart(12, '0');
  return `${count.slice(0, 8)}-${count.slice(8)}-${secret}`;
}

/** The id that `formatJobId` has made; undefined for any other text. */
export function readJobId(id: string): JobId | undefined {
  const [, high, low, secret] = COUNTED.exec(id) ?? [];
  if (secret !== undefined) return { key: String(parseInt(`${high}${low}`, 16)), secret };
  return RANDOM.test(id) ? { key: id, secret: undefined } : undefined;
}

/** Compares what is kept with what was given, in a time that does not tell how much of it is right. */
export function isSecret(kept: string | undefined, given: string | undefined): boolean {
  if (kept === undefined || given === undefined) return kept === given;
  const [left, right] = [Buffer.from(kept), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
