import { readFileSync, readdirSync } from 'node:fs';

/** A process and its children, by number, as Linux knows them. */
export function familyOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [pid] : [pid, ...children.split(' ').map(Number)];
}

/** What all threads of a process have run so far, to the nanosecond. */
export function cpuMicroseconds(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const times = readdirSync(tasks).map((task) => Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]));
  return times.reduce((sum, time) => sum + time, 0) / 1_000;
}
