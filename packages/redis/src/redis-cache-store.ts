import { randomUUID } from 'node:crypto';
import type { CacheClaim, CacheStore } from '@typhoon/scale';
import { QuickCommands } from './quick-commands.js';
import type { RedisConnection } from './redis-connection.js';
import { RedisScript } from './redis-script.js';

/** Milliseconds in which who computes a value says that it still does; after it, it is taken for gone. */
const CLAIM_TIME = 3_000;

/** How long a tag is known that nothing has been kept for yet, in milliseconds: longer than any value takes to compute. */
const TAG_TIME = 3_600_000;

/** Functions that all scripts share: a tag is a random text, which stands for its name until the tag is invalidated. */
const TAGS = `
local function valid(tags)
  for _, tag in ipairs(tags) do
    if redis.call('GET', tag[1]) ~= tag[2] then return false end
  end
  return true
end
`;

/** → value, its age and its time, both in milliseconds. The clock is the server's: what is left of its life says how old it is. */
const GET = new RedisScript(`${TAGS}
local entry = redis.call('HMGET', KEYS[1], 'value', 'ttl', 'life', 'tags')
if not entry[1] then return false end
if entry[4] ~= '[]' and not valid(cjson.decode(entry[4])) then
  redis.call('DEL', KEYS[1])
  return false
end
return { entry[1], entry[3] - redis.call('PTTL', KEYS[1]), tonumber(entry[2]) }`);

/** → the tags as they stand now, as JSON; nothing while somebody else computes. */
const CLAIM = new RedisScript(`
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
local tags = {}
for index = 4, #ARGV do
  redis.call('SET', ARGV[index], ARGV[1], 'NX', 'PX', ARGV[3])
  tags[#tags + 1] = { ARGV[index], redis.call('GET', ARGV[index]) }
end
return #tags == 0 and '[]' or cjson.encode(tags)`);

const RENEW = new RedisScript(`return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('PEXPIRE', KEYS[1], ARGV[2]) or 0`);

const RELEASE = new RedisScript(`return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0`);

/** → 1 where it was kept: the claim stands, and so do the tags, which live as long as what they stand for. */
const KEEP = new RedisScript(`${TAGS}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
local tags = cjson.decode(ARGV[5])
if not valid(tags) then return 0 end
for _, tag in ipairs(tags) do
  if redis.call('PTTL', tag[1]) < tonumber(ARGV[4]) then redis.call('PEXPIRE', tag[1], ARGV[4]) end
end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'value', ARGV[2], 'ttl', ARGV[3], 'life', ARGV[4], 'tags', ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1`);

/**
 * Keeps values on Redis, for all processes that share it. A claim is heard of every second; that of a process that has
 * crashed ends after three. Every key goes by itself at the end of its life. A server that does not answer in half a second
 * counts as away.
 */
export function redisCacheStore(connection: RedisConnection): CacheStore {
  const { client } = connection;
  const valueKey = (key: string): string => connection.key('cache', 'value', key);
  const claimKey = (key: string): string => connection.key('cache', 'claim', key);
  const tagKey = (tag: string): string => connection.key('cache', 'tag', tag);
  const claims = new Set<NodeJS.Timeout>();
  const quick = new QuickCommands(connection);

  const createClaim = (key: string, token: string, tags: string): CacheClaim => {
    const timer = setInterval(() => void RENEW.run(client, [claimKey(key)], [token, CLAIM_TIME]).catch(() => undefined), CLAIM_TIME / 3).unref();
    claims.add(timer);
    const end = (): void => {
      clearInterval(timer);
      claims.delete(timer);
    };
    return {
      keep: async (value, { ttl, stale = 0 }) => {
        end();
        // Redis has no time of 0: what is not to be kept at all is not.
        const life = Math.ceil(ttl + stale);
        if (life <= 0) return (await RELEASE.run(client, [claimKey(key)], [token])) === 1;
        const kept = KEEP.run(client, [claimKey(key), valueKey(key)], [token, toWire(value), Math.ceil(ttl), life, tags]);
        // A value may be large: there is no hurry, since who needs it has it.
        kept.catch((error: unknown) => connection.report(error));
        return (await kept) === 1;
      },
      release: async () => {
        end();
        await RELEASE.run(client, [claimKey(key)], [token]);
      },
    };
  };

  return {
    get: async (key) => {
      const found = (await quick.run(async () => GET.run(client, [valueKey(key)], []))) as readonly [Buffer, number, number] | null;
      return found === null ? undefined : { value: fromWire(found[0]), age: found[1], ttl: found[2] };
    },
    claim: async (key, names) => {
      const token = randomUUID();
      const args = [token, CLAIM_TIME, TAG_TIME, ...names.map(tagKey)];
      const tags = (await quick.run(async () => CLAIM.run(client, [claimKey(key)], args))) as Buffer | null;
      return tags === null ? undefined : createClaim(key, token, tags.toString());
    },
    invalidate: async (key) => {
      await quick.run(async () => client.del(valueKey(key), claimKey(key)));
    },
    invalidateTag: async (tag) => {
      await quick.run(async () => client.del(tagKey(tag)));
    },
    close: async () => {
      for (const timer of claims) clearInterval(timer);
      claims.clear();
      await Promise.resolve();
    },
  };
}

const TEXT = 0x74;

/** 'é' → 'té': whether it is a text or bytes stands before it. */
function toWire(value: string | Uint8Array): Buffer {
  return typeof value === 'string' ? Buffer.from(`t${value}`) : Buffer.concat([Buffer.from('b'), value]);
}

function fromWire(wire: Buffer): string | Uint8Array {
  return wire[0] === TEXT ? wire.toString('utf8', 1) : new Uint8Array(wire.subarray(1));
}
