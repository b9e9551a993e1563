import type { TaskEngine } from '@typhoon/scale';
import type { RedisConnection } from './redis-connection.js';

/**
 * Keeps tasks on Redis, for all processes that share it: by BullMQ, which is loaded here, and has to be installed beside.
 *
 * @throws Error (ERR_MODULE_NOT_FOUND) where it is not.
 * @example const engine = await redisTaskEngine(new RedisConnection({ url: 'redis://127.0.0.1:6379' }));
 */
export async function redisTaskEngine(connection: RedisConnection): Promise<TaskEngine> {
  const { RedisTaskEngine } = await import('./redis-task-engine.js');
  return new RedisTaskEngine(connection);
}
