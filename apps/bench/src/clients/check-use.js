// @ts-check
/** Prints the seconds of processor time and those on the clock that TypeScript takes for use.ts of a folder, as JSON; fails where it does not compile. */
import { join } from 'node:path';
import ts from 'typescript';

const directory = process.argv[2] ?? '.';
const { config } = ts.readConfigFile(join(directory, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, directory);
const before = process.cpuUsage();
const started = performance.now();
const program = ts.createProgram([join(directory, 'use.ts')], options);
const use = program.getSourceFile(join(directory, 'use.ts'));
const diagnostics = program.getSemanticDiagnostics(use);
const wall = (performance.now() - started) / 1e3;
const { user, system } = process.cpuUsage(before);
for (const { messageText } of diagnostics) console.error(ts.flattenDiagnosticMessageText(messageText, '\n'));
if (diagnostics.length > 0) process.exitCode = 1;
console.log(JSON.stringify({ cpu: (user + system) / 1e6, wall }));
