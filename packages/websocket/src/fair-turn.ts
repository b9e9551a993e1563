/** So many messages are written before the event loop is left to others; each kilobyte of a message counts as one more. */
const MOST = 256;

let left = MOST;
let turn: Promise<true> | undefined = undefined;

const AT_ONCE = Promise.resolve(true as const);

/**
 * Answers the senders of one process whose message the system took at once. While a reader is fast the answer is there
 * before anybody else's turn: a handler that sends in a loop would leave the event loop to nobody. So now and then all of
 * them wait for the next turn.
 *
 * @param size Bytes that were written.
 */
export function writtenAtOnce(size: number): Promise<true> {
  if (turn !== undefined) return turn;
  left -= 1 + (size >> 10);
  return left > 0 ? AT_ONCE : waitForTurn();
}

function waitForTurn(): Promise<true> {
  turn = new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined;
      left = MOST;
      resolve(true);
    });
  });
  return turn;
}
