import type { RateLimitStore, RateWindow } from '@typhoon/scale';
import type { RedisConnection } from './redis-connection.js';
import { RedisScript } from './redis-script.js';

/**
 * Counts in all windows, or in none: the embedded engine's algorithm, a hash of counts by sixtieths of the window each. The
 * clock is the server's, so that of processes does not matter.
 *
 * KEYS: one for each window; ARGV: its limit, its milliseconds and the cost, in their order.
 * → 1 or 0, then of each window what is left, when the first comes back, and how long to wait, in whole milliseconds.
 */
const TAKE = new RedisScript(`
local SLOTS = 60
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local counted, allowed = {}, 1
for index, key in ipairs(KEYS) do
  local limit, window, cost = tonumber(ARGV[3 * index - 2]), tonumber(ARGV[3 * index - 1]), tonumber(ARGV[3 * index])
  local size = window / SLOTS
  local slot = math.floor(now / size)
  local fields = redis.call('HGETALL', key)
  local used, kept, gone, first = 0, {}, {}, nil
  for field = 1, #fields, 2 do
    local of = tonumber(fields[field])
    if of < slot - SLOTS then gone[#gone + 1] = fields[field]
    else
      local count = tonumber(fields[field + 1])
      used = used + count
      kept[#kept + 1] = { of, count }
      if not first or of < first then first = of end
    end
  end
  if #gone > 0 then redis.call('HDEL', key, unpack(gone)) end
  local wait, missing = 0, used + cost - limit
  if missing > 0 then
    allowed = 0
    wait = window + size
    table.sort(kept, function(left, right) return left[1] < right[1] end)
    local back = 0
    for _, pair in ipairs(kept) do
      back = back + pair[2]
      if back >= missing then
        wait = (pair[1] + SLOTS + 1) * size - now
        break
      end
    end
  end
  counted[index] = { limit, used, cost, slot, size, first, wait }
end
local result = { allowed }
for index, key in ipairs(KEYS) do
  local limit, used, cost, slot, size, first, wait = unpack(counted[index], 1, 7)
  if allowed == 1 then
    redis.call('HINCRBY', key, string.format('%.0f', slot), cost)
    redis.call('PEXPIRE', key, math.ceil((SLOTS + 2) * size))
    used = used + cost
    first = first or slot
  end
  local reset = first and (first + SLOTS + 1) * size - now or 0
  result[#result + 1] = math.max(0, limit - used)
  result[#result + 1] = math.ceil(reset)
  result[#result + 1] = math.ceil(wait)
end
return result`);

/**
 * Counts on Redis for all processes together: one script for each request, whatever the number of its limits. `redis` of
 * `createApp` does it by itself.
 */
export function redisRateLimitStore(connection: RedisConnection): RateLimitStore {
  return {
    take: async (windows) => {
      const keys = windows.map(({ key }) => connection.key('rate', key));
      const [allowed, ...numbers] = (await TAKE.run(connection.client, keys, windows.flatMap(toArguments))) as readonly number[];
      const at = (index: number): number => numbers[index] as number;
      return {
        allowed: allowed === 1,
        states: windows.map((_window, index) => ({ remaining: at(3 * index), reset: at(3 * index + 1), wait: at(3 * index + 2) })),
      };
    },
    close: async () => Promise.resolve(),
  };
}

function toArguments({ limit, window, cost }: RateWindow): readonly number[] {
  return [limit, window, cost];
}
