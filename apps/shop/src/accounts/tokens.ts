import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jwt } from 'typhoon/jwt';
import { Type, dependency } from 'typhoon';
import { shopSettings } from '../settings.js';
import type { ShopSettings } from '../settings.js';

/** In seconds. */
export const TOKEN_LIFETIME = 3_600;

export const TokenClaims = Type.Object({ sub: Type.String(), scope: Type.String() });

/** Issues and verifies the tokens of this shop. */
export const tokens = dependency(
  { settings: shopSettings },
  async function openTokens({ settings }) {
    const secret = settings.tokenSecret ?? (await readOwnSecret(settings));
    return jwt({ keys: { secret }, algorithms: ['HS256'], issuer: 'typhoon-shop', expiresIn: TOKEN_LIFETIME, claims: TokenClaims });
  },
  { lifetime: 'singleton' },
);

/** The secret this shop made for itself: kept, so that a restart signs nobody out. */
async function readOwnSecret({ data }: ShopSettings): Promise<string> {
  const path = join(data, 'token-secret');
  await mkdir(data, { recursive: true });
  // 'wx' writes only where there is none yet.
  await writeFile(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  return readFile(path, 'utf8');
}
