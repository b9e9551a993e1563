import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own, on the first core, that notes what its batches of requests cost it. */
export interface MeasuredServer<TName extends string> {
  readonly name: TName;
  /** `http://127.0.0.1:41230` */
  readonly address: string;
  readonly process: ChildProcess;
}

/** @param args The program and its arguments. */
export async function startServer<TName extends string>(name: TName, args: readonly string[]): Promise<MeasuredServer<TName>> {
  const child = spawn('taskset', ['-c', '0', process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server '${name}' ended with ${String(code)}.`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const match = /listening (http\S+)/.exec(chunk.toString());
      if (match?.[1] !== undefined) resolve(match[1]);
    });
  });
  return { name, address, process: child };
}

/** What each batch since the last call has cost a request, in microseconds of CPU. The first one has the time before it in it. */
export async function takeCosts({ process }: MeasuredServer<string>): Promise<number[]> {
  const answer = once(process, 'message');
  process.send('costs');
  const [costs] = (await answer) as [number[]];
  return costs;
}
