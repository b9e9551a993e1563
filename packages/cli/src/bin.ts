#!/usr/bin/env node
import { run } from './program.js';

const code = await run(process.argv.slice(2));
// An application that was only looked at may hold the process open.
process.exit(code);
