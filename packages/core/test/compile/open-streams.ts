import t from 'tap';
import { OpenStreams } from '#src/compile/open-streams.js';

interface Probe {
  readonly steps: string[];
  readonly end: () => void;
}

function add(streams: OpenStreams): Probe {
  const steps: string[] = [];
  let end = (): void => undefined;
  const closed = new Promise<void>((resolve) => (end = resolve));
  streams.add(
    {
      close: () => void steps.push('close'),
      abort: () => {
        steps.push('abort');
        end();
      },
    },
    closed,
  );
  return { steps, end };
}

t.test('asks all to end, and breaks off those that have not when the time is over', async (t) => {
  const streams = new OpenStreams();
  const [quick, slow] = [add(streams), add(streams)];
  streams.close(20);
  quick.end();
  await streams.idle();
  t.strictSame([quick.steps, slow.steps, streams.size], [['close'], ['close', 'abort'], 0]);
});

t.test('ends what opens while it closes', async (t) => {
  const streams = new OpenStreams();
  streams.close(60_000);
  const late = add(streams);
  late.end();
  await streams.idle();
  t.strictSame(late.steps, ['close']);
});

t.test('is idle where nothing is open, and after what failed', async (t) => {
  const streams = new OpenStreams();
  await streams.idle();
  const probe = add(streams);
  t.equal(streams.size, 1);
  probe.end();
  await streams.idle();
  t.equal(streams.size, 0);
});
