import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { cpuMicroseconds } from './processes.js';

/** What wrk did. */
export interface LoadReport {
  readonly requests: number;
  /** Connections that were refused, broken or too slow, and answers of another status. */
  readonly failed: number;
  /** Microseconds that wrk itself took. */
  readonly cpu: number;
}

/** wrk, at work. */
export interface RunningLoad {
  readonly done: Promise<LoadReport>;
  /** Ends it before its time. */
  readonly stop: () => Promise<LoadReport>;
}

/** Starts 32 connections that ask without a pause for so many seconds. */
export async function startLoad(address: string, seconds: number): Promise<RunningLoad> {
  const child = spawn('wrk', ['-t1', '-c32', `-d${seconds}s`, `${address}/items/7?limit=20`], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child, 'spawn');
  let cpu = 0;
  // Afterwards nothing is known of a process, and of a thread that has ended nothing before.
  const poll = setInterval(() => (cpu = Math.max(cpu, readCpu(child.pid as number, cpu))), 50);
  const done = text(child.stdout).then((said) => {
    clearInterval(poll);
    return { requests: numberIn(said, /(\d+) requests in/), failed: failuresIn(said), cpu };
  });
  return {
    done,
    stop: () => {
      child.kill('SIGINT');
      return done;
    },
  };
}

function readCpu(pid: number, before: number): number {
  try {
    return cpuMicroseconds(pid);
  } catch {
    return before;
  }
}

/** `Socket errors: connect 0, read 3, write 0, timeout 0` and `Non-2xx or 3xx responses: 5` */
function failuresIn(said: string): number {
  const sockets = /connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(said)?.slice(1) ?? [];
  return sockets.reduce((sum, count) => sum + Number(count), numberIn(said, /Non-2xx or 3xx responses: (\d+)/));
}

function numberIn(said: string, pattern: RegExp): number {
  return Number(pattern.exec(said)?.[1] ?? 0);
}
