import { dependency } from 'typhoon';
import { database } from './database.js';

/**
 * One transaction around a request: it begins when everything about the request is known to be right, is committed before
 * the answer leaves, and rolled back when the handler throws or the answer cannot be written.
 */
export const transaction = dependency({ database }, async function* ({ database }) {
  const { rows, commit, rollback } = await database.begin();
  try {
    yield rows;
    await commit();
  } catch (error) {
    await rollback();
    throw error;
  }
});
