import type { JobRecord, TaskEngine, TaskPlace } from './task-engine.js';

/** Milliseconds after which one looks again though nothing was told: Redis keeps what is to be told for a while only. */
const LOOK_AGAIN = 15_000;

/** How a job stands, now and after each change, until it is over. Nothing where it is not known. */
export async function* watchJob(
  engine: Pick<TaskEngine, 'read' | 'watch'>,
  place: TaskPlace,
  id: string,
  signal: AbortSignal | undefined,
  lookAgain = LOOK_AGAIN,
): AsyncGenerator<JobRecord, void> {
  signal?.throwIfAborted();
  let isChanged: boolean;
  let wake: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const notice = (): void => {
    isChanged = true;
    wake();
  };
  // Listens before it looks: no change falls between.
  const stop = await engine.watch(place, id, notice);
  signal?.addEventListener('abort', notice);
  let seen = '';
  try {
    for (;;) {
      isChanged = false;
      const record = await engine.read(place, id);
      signal?.throwIfAborted();
      if (record === undefined) return;
      const now = JSON.stringify(record);
      if (now !== seen) yield record;
      seen = now;
      if (record.phase === 'succeeded' || record.phase === 'failed') return;
      // A change may have come while the last one was being dealt with.
      if (!isChanged) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, lookAgain).unref();
        });
        clearTimeout(timer);
      }
      signal?.throwIfAborted();
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', notice);
    stop();
  }
}
