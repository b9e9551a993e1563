// The public list, by hand.

// Caches
export { Cache, caching } from './cache/caching.js';
export type { FeatureDecorator } from './cache/caching.js';
export type { CacheKey, CachingOptions } from './cache/caching-options.js';
export { cache, cacheStore } from './cache/cache.js';
export type { ValueCache, WrapOptions } from './cache/cache.js';
export { memoryCacheStore } from './cache/memory-cache-store.js';
export type { MemoryCacheOptions } from './cache/memory-cache-store.js';
export type { CacheClaim, CacheEntry, CacheLife, CacheStore } from './cache/cache-store.js';
export type { Duration } from '@typhoon/core/internal';

// Rate limits
export { RateLimit, rateLimiting } from './rate-limit/rate-limiting.js';
export type { ExceededLimit, RateLimitArguments, RateLimitBy, RateLimitOptions } from './rate-limit/rate-limit-options.js';
export type { RateText } from './rate-limit/rate.js';
export { RateLimited, RateLimitUnavailable } from './rate-limit/rate-limited.js';
export { rateLimitStore } from './rate-limit/rate-limiter.js';
export { memoryRateLimitStore } from './rate-limit/memory-rate-limit-store.js';
export type { MemoryRateLimitOptions } from './rate-limit/memory-rate-limit-store.js';
export type { RateLimitStore, RateResult, RateState, RateWindow } from './rate-limit/rate-limit-store.js';

// Schedules
export { Cron, Every } from './schedules/schedule-decorators.js';
export type { CronOptions, ScheduleDecorator, ScheduleOptions } from './schedules/schedule-decorators.js';
export { Schedules, scheduleClaims } from './schedules/schedules.js';
export type { ScheduleState } from './schedules/schedules.js';
export type { ScheduledClass } from './schedules/describe-schedules.js';
export { memoryScheduleClaims } from './schedules/memory-schedule-claims.js';
export { serveScheduleClaims } from './schedules/cluster-schedule-claims.js';
export type { ScheduleClaim, ScheduleClaims, ScheduleTick } from './schedules/schedule-claims.js';

// Tasks
export { Task } from './tasks/task.js';
export type { TaskClass, TaskDecorator, TaskOptions } from './tasks/task.js';
export { tasksOf } from './tasks/task-reference.js';
export type { AnyTask, TaskReference, TaskReferences } from './tasks/task-reference.js';
export { job } from './tasks/job.js';
export type { Job } from './tasks/job.js';
export { Tasks, taskEngine, tasks } from './tasks/tasks.js';
export type { ResultOptions, SendArguments, SendOptions, SentTask, TaskState } from './tasks/tasks.js';
export { taskWork } from './tasks/task-work.js';
export type { TasksOptions } from './tasks/task-work.js';
export { TaskNotFound, TaskStatus } from './tasks/task-status.js';
export type { TaskStatusOptions } from './tasks/task-status.js';
export { taskWorker } from './tasks/task-worker.js';
export type { TaskWorkerHolder } from './tasks/task-worker.js';
export type { AroundJob } from './tasks/task-runner.js';
export type { BackoffOptions } from './tasks/backoff.js';
export { NonRetryableError, TaskFailedError, TaskQueueFull, TaskTimeoutError, TasksUnavailable } from './tasks/task-error.js';
export type { TaskFailure } from './tasks/task-error.js';
export { memoryTaskEngine } from './tasks/memory-task-engine.js';
export type { MemoryTasksOptions } from './tasks/memory-task-engine.js';
export type { JobRecord, NewJob, TakenJob, TaskCounts, TaskEngine, TaskKeeping, TaskPhase, TaskPlace, TaskWorker, WorkOptions } from './tasks/task-engine.js';

// Overload
export { Overloaded, shedLoad } from './overload/shed-load.js';
export type { OverloadOptions } from './overload/overload-options.js';

// Threads
export { ThreadQueueFull, ThreadTimeout, Threads, threadPool, threads } from './threads/threads.js';
export type { ThreadCounts, ThreadRunOptions, ThreadsOptions } from './threads/threads.js';
export { Blocking } from './threads/blocking.js';
export type { BlockingDecorator, BlockingMethod } from './threads/blocking.js';
export { threadTask } from './threads/thread-task.js';
export type { ThreadTask } from './threads/thread-task.js';

// Processes
export { startWorkers } from './workers/start-workers.js';
export type { StartWorkersOptions } from './workers/start-workers.js';
export type { ServedApplication } from './workers/serve-worker.js';
export { createDrain } from './workers/drain.js';
export type { Drain, DrainOptions, DrainRunOptions } from './workers/drain.js';
