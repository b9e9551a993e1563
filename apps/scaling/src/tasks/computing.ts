import { Model, Task, Type, tasksOf } from 'typhoon';
import { INSTANCE, Instance } from '../instance/instance.js';

export const Limit = Type.Integer({ minimum: 2, maximum: 20_000_000, description: 'Primes below this are counted.' });

export class PrimeCount extends Model({
  primes: Type.Integer(),
  worker: Instance,
}) {}

/** What a worker does. It may compute as long as it likes: no request waits in its process. */
export class Computing {
  @Task('computing.primes', { input: Limit, output: PrimeCount, timeout: '1m' })
  countPrimes(below: number): PrimeCount {
    return { primes: countPrimes(below), worker: INSTANCE };
  }
}

export const computing = tasksOf(Computing);

/** The sieve of Eratosthenes. */
function countPrimes(below: number): number {
  const isComposite = new Uint8Array(below);
  let count = 0;
  for (let number = 2; number < below; number++) {
    if (isComposite[number] === 1) continue;
    count++;
    for (let multiple = number * number; multiple < below; multiple += number) isComposite[multiple] = 1;
  }
  return count;
}
