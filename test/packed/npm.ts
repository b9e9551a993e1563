// Runs in a process of its own: it installs packages for minutes.
import t from 'tap';
import { npm } from '../fixtures/packed-project.js';
import { testPackedPackages } from '../fixtures/packed-tests.js';

await testPackedPackages(t, npm);
