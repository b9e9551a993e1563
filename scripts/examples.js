// Compiles the `@example`s of all docstrings, and runs those that say what they result in (`// → value`). Needs the compiled packages and tests.
//
//   node scripts/examples.js       says what does not compile and what results in something else, by place
import { checkExamples, compareResults, examplesOf, readSources } from './docs/examples.js';

const examples = readSources().flatMap(({ path, text }) => examplesOf(path, text));
const { problems, modules } = checkExamples(examples);
const compared = await compareResults(modules);
problems.push(...compared.problems);

for (const problem of problems) console.error(problem);
console.log(`${examples.length} examples, ${compared.results} results`);
process.exitCode = problems.length === 0 ? 0 : 1;
