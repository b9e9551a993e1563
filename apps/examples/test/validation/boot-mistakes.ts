import t from 'tap';
import { BootError } from 'typhoon';
import { createWrongApp } from '#src/validation/boot-mistakes.js';
import { isShownText } from '../fixtures/shown.js';

t.test('lists the mistakes of the program at once, before anything listens', async (t) => {
  try {
    createWrongApp();
    t.fail('starts');
  } catch (error) {
    t.ok(BootError.is(error));
    isShownText(t, 'validation/boot', (error as BootError).message);
  }
});
