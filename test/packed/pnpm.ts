// Runs in a process of its own: it installs packages for minutes.
import t from 'tap';
import { pnpm } from '../fixtures/packed-project.js';
import { testPackedPackages } from '../fixtures/packed-tests.js';

t.test('the packed packages, installed with pnpm', async (t) => testPackedPackages(t, pnpm));
