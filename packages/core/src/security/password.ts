import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { HttpError } from '../http/http-error.js';

/**
 * What one password costs to hash. Memory: `128 * 2^ln * r` bytes; time grows with `2^ln * r * p`.
 */
export interface PasswordCost {
  /** Binary logarithm of the number of rounds, 10 to 20. Default: 15. */
  readonly ln?: number;
  /** Block size, 1 to 32. Default: 8. */
  readonly r?: number;
  /** Passes, one after the other, 1 to 16. Default: 3. */
  readonly p?: number;
}

type Cost = Required<PasswordCost>;

interface ParsedHash {
  readonly cost: Cost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/**
 * One of the settings that OWASP's Password Storage Cheat Sheet calls equal; this one takes 32 MiB, and 0.25 s of one
 * core on the machine of the benchmark.
 */
const DEFAULT_COST: Cost = { ln: 15, r: 8, p: 3 };
const LIMITS: Readonly<Record<keyof Cost, readonly [least: number, most: number]>> = { ln: [10, 20], r: [1, 32], p: [1, 16] };
const MAX_MEMORY = 1_073_741_824;
/** Longest accepted password, in bytes of UTF-8. */
const MAX_PASSWORD_BYTES = 4_096;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/**
 * Hashes a password with scrypt, on a thread of libuv's pool.
 *
 * 'correct horse' → `$scrypt$ln=15,r=8,p=3$<salt>$<hash>` (PHC string format, 89 characters)
 *
 * The default cost is 32 MiB and about 0.25 s of one core. Two hashes are computed at a time and at most 64 wait.
 * The password is normalized (NFKC), so that it does not matter how a keyboard composes `é`.
 *
 * @throws RangeError for an empty password, one of more than 4,096 bytes, or a cost outside its limits; HttpError 503 when too many wait.
 * @see RFC 7914 (scrypt); RFC 8265 §4 (preparation of passwords)
 * @example await users.insert({ name, passwordHash: await hashPassword(form.password) });
 */
export async function hashPassword(password: string, cost: PasswordCost = {}): Promise<string> {
  const prepared = preparePassword(password);
  if (prepared === undefined) throw new RangeError(`hashPassword expects a password of 1 to ${MAX_PASSWORD_BYTES} bytes. Limit its length in the schema.`);
  const full = { ...DEFAULT_COST, ...cost };
  const wrong = wrongCost(full);
  if (wrong !== undefined) throw new RangeError(`hashPassword expects ${wrong}.`);
  const salt = randomBytes(SALT_BYTES);
  const key = await deriveKey(prepared, { cost: full, salt, length: KEY_BYTES });
  return `$scrypt$ln=${full.ln},r=${full.r},p=${full.p}$${toBase64(salt)}$${toBase64(key)}`;
}

/**
 * True when `password` is the one that was hashed. Where there is no such user pass `undefined` for the hash: the
 * answer is false after the same work, so that the time does not tell which names exist. `cost` is what that work
 * costs: give the one that you hash with, where it is not the default.
 *
 * @throws TypeError when `hash` is no scrypt hash in PHC format, or one beyond the limits; HttpError 503 when too many wait.
 * @example const user = await users.byName(form.username);
 * if (!(await verifyPassword(form.password, user?.passwordHash))) throw new HttpError(400, 'Incorrect username or password');
 */
export async function verifyPassword(password: string, hash: string | undefined, cost: PasswordCost = {}): Promise<boolean> {
  const parsed = hash === undefined ? undefined : readHash(hash);
  const nobody: ParsedHash = { cost: { ...DEFAULT_COST, ...cost }, salt: Buffer.alloc(SALT_BYTES), key: Buffer.alloc(KEY_BYTES) };
  const { cost: itsCost, salt, key } = parsed ?? nobody;
  const prepared = preparePassword(password);
  const derived = await deriveKey(prepared ?? Buffer.alloc(1), { cost: itsCost, salt, length: key.length });
  return timingSafeEqual(derived, key) && parsed !== undefined && prepared !== undefined;
}

/**
 * True when the hash was made at another cost than now wanted. Hash the password again at the next successful sign-in.
 *
 * @throws TypeError when `hash` is no scrypt hash in PHC format.
 * @example if (needsRehash(user.passwordHash)) await users.setHash(user.id, await hashPassword(form.password));
 */
export function needsRehash(hash: string, cost: PasswordCost = {}): boolean {
  const found = readHash(hash).cost;
  const wanted = { ...DEFAULT_COST, ...cost };
  return found.ln !== wanted.ln || found.r !== wanted.r || found.p !== wanted.p;
}

function preparePassword(password: string): Buffer | undefined {
  // Checked before and after: NFKC of a long text is work, and may make it longer.
  if (password === '' || password.length > MAX_PASSWORD_BYTES) return undefined;
  const prepared = Buffer.from(password.normalize('NFKC'), 'utf8');
  return prepared.length > MAX_PASSWORD_BYTES ? undefined : prepared;
}

function readHash(hash: string): ParsedHash {
  const match = PHC.exec(hash);
  const [, ln, r, p, salt = '', key = ''] = match ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  // A stored hash decides over memory and time: one from elsewhere must not decide too much.
  if (match === null || wrongCost(cost) !== undefined) {
    throw new TypeError(
      "A password hash is expected to read '$scrypt$ln=…,r=…,p=…$salt$hash'. Verify hashes of other kinds with the library that made them, then hash again.",
    );
  }
  return { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

function wrongCost(cost: Cost): string | undefined {
  for (const [name, [least, most]] of Object.entries(LIMITS) as [keyof Cost, readonly [number, number]][]) {
    const value = cost[name];
    if (!Number.isInteger(value) || value < least || value > most) return `a whole number from ${least} to ${most} for '${name}' but got ${value}`;
  }
  const memory = memoryOf(cost);
  return memory > MAX_MEMORY ? `at most ${MAX_MEMORY} bytes of memory but ln and r ask for ${memory}` : undefined;
}

function memoryOf({ ln, r }: Cost): number {
  return 128 * 2 ** ln * r;
}

/** PHC strings have no padding. */
function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

// libuv's pool has four threads by default and also serves files and DNS: half of it stays free.
const MAX_RUNNING = 2;
const MAX_WAITING = 64;
let running = 0;
const waiting: (() => void)[] = [];

async function deriveKey(password: Buffer, { cost, salt, length }: { readonly cost: Cost; readonly salt: Buffer; readonly length: number }): Promise<Buffer> {
  await enter();
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = { N: 2 ** cost.ln, r: cost.r, p: cost.p, maxmem: memoryOf(cost) + 128 * cost.r * (cost.p + 2) };
      scrypt(password, salt, length, options, (error, key) => (error === null ? resolve(key) : reject(error)));
    });
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  if (running < MAX_RUNNING) {
    running++;
    return;
  }
  if (waiting.length >= MAX_WAITING) throw new HttpError(503, { detail: 'Too many sign-ins at this moment. Try again soon.', headers: { 'retry-after': '5' } });
  await new Promise<void>((resolve) => waiting.push(resolve));
}

/** Hands the place on, so that nobody who comes later slips in between. */
function leave(): void {
  const next = waiting.shift();
  if (next === undefined) running--;
  else next();
}
