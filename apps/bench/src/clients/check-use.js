// @ts-check
/** Prints the seconds of processor time that TypeScript takes for use.ts of a folder; fails where it does not compile. */
import { join } from 'node:path';
import ts from 'typescript';

const directory = process.argv[2] ?? '.';
const { config } = ts.readConfigFile(join(directory, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, directory);
const before = process.cpuUsage();
const program = ts.createProgram([join(directory, 'use.ts')], options);
const use = program.getSourceFile(join(directory, 'use.ts'));
const diagnostics = program.getSemanticDiagnostics(use);
const { user, system } = process.cpuUsage(before);
for (const { messageText } of diagnostics) console.error(ts.flattenDiagnosticMessageText(messageText, '\n'));
if (diagnostics.length > 0) process.exitCode = 1;
console.log(((user + system) / 1e6).toFixed(2));
