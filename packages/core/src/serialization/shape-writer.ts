/**
 * Turns a shape into the JavaScript function that writes values of it.
 *
 * The source is one text for `new Function`: V8 then sees literal property names and constant texts, which is where the speed is.
 */
import { MAX_DEPTH } from './json-text.js';
import { isInherited } from './object-form.js';
import { CATEGORY_TESTS, canBeAbsent, canBeNull, candidatesOf, constantsOf, findDiscriminator, findWidest, needsOwnForm } from './shape-category.js';
import type { Category } from './shape-category.js';
import { chooseBranch } from './shape-score.js';
import { unwrap } from './shape.js';
import type { CodecShape, ConstShape, ListShape, ObjectShape, PropertyShape, Shape, StringShape, UnionShape } from './shape.js';
import { RUNTIME, compileConstants, compileTextCodec, encodeValue, isScalar } from './writer-runtime.js';

export type ShapeWriter = (value: unknown, depth: number) => string;

/** Compiles the function that writes values of a shape. It throws a Mismatch for a value that does not fit. */
export function compileWriter(shape: Shape): ShapeWriter {
  return new WriterSource().compile(shape);
}

/** Shapes whose values are written by a function of their own; all others are written in place. */
type FunctionShape = ListShape | ObjectShape | UnionShape;

/** An expression, and what stands before and after its text. */
interface Pieces {
  readonly quotes: string;
  readonly write: string;
}

class WriterSource {
  readonly #functions: string[] = [];
  readonly #names = new Map<Shape, string>();
  /** Those whose body is being written; what is met again among them is recursive. */
  readonly #open = new Set<Shape>();
  readonly #recursive = new Set<Shape>();
  readonly #constants: unknown[] = [];

  compile(shape: Shape): ShapeWriter {
    const result = this.#expression(unwrap(shape), 'value', 'depth');
    const constants = this.#constants.map((_, index) => `const c${index} = constants[${index}];`);
    const source = [
      `'use strict';`,
      `const { ${Object.keys(RUNTIME).join(', ')} } = runtime;`,
      ...constants,
      ...this.#functions,
      `return (value, depth) => '' + ${result};`,
    ];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- generated code is the point; no text of a schema gets in but as JSON
    const link = new Function('runtime', 'constants', source.join('\n')) as (runtime: object, constants: readonly unknown[]) => ShapeWriter;
    return link(RUNTIME, this.#constants);
  }

  /** The name under which generated code reaches a value. */
  #constant(value: unknown): string {
    return `c${this.#constants.push(value) - 1}`;
  }

  /** An expression that yields what is joined to the text so far: `variable` written as `shape`. */
  #expression(shape: Shape, variable: string, depth: string): string {
    switch (shape.is) {
      case 'any':
        return `writeAny(${variable}, ${depth})`;
      case 'never':
        return `fail(${quote(`nothing (the schema allows ${shape.name})`)}, ${variable})`;
      case 'absent':
        return `(${variable} === undefined ? 'null' : fail('nothing', ${variable}))`;
      case 'null':
        return `(${variable} === null ? 'null' : fail('null', ${variable}))`;
      case 'boolean':
        return `(${variable} === true ? 'true' : ${variable} === false ? 'false' : fail('a boolean', ${variable}))`;
      case 'integer':
        return `(isInteger(${variable}) ? ${variable} : oddInteger(${variable}))`;
      case 'number':
        // NaN - NaN and Infinity - Infinity are NaN.
        return `(typeof ${variable} === 'number' && ${variable} - ${variable} === 0 ? ${variable} : oddNumber(${variable}))`;
      case 'string':
        return `'"' + ${this.#stringExpression(shape, variable)} + '"'`;
      case 'const':
        return this.#constExpression(shape, variable);
      case 'codec':
        return this.#codecExpression(shape, variable, depth);
      case 'union':
        return this.#unionExpression(shape, variable, depth);
      default:
        return `${this.#functionFor(shape)}(${variable}, ${depth})`;
    }
  }

  /** The text between the quotes. */
  #stringExpression({ format }: StringShape, variable: string): string {
    return `(typeof ${variable} === 'string' ? escapeText(${variable}) : oddString(${variable}, ${format === undefined ? 'undefined' : quote(format)}))`;
  }

  /** Quotes stand apart, so that they join the constant texts around them: each saves V8 a string. */
  #pieces(shape: Shape, variable: string, depth: string): Pieces {
    if (shape.is === 'string') return { quotes: '"', write: this.#stringExpression(shape, variable) };
    return { quotes: '', write: this.#expression(shape, variable, depth) };
  }

  #constExpression({ values }: ConstShape, variable: string): string {
    const [only] = values;
    if (values.length > 1 || !isScalar(only)) return `${this.#constant(compileConstants(values))}(${variable})`;
    return `(${variable} === ${quote(only)} ? ${quote(JSON.stringify(only))} : fail('the declared constant', ${variable}))`;
  }

  #codecExpression(shape: CodecShape, variable: string, depth: string): string {
    const write = compileTextCodec(shape);
    if (write !== undefined) return `${this.#constant(write)}(${variable})`;
    const encode = this.#constant((value: unknown) => encodeValue(shape, value));
    return `${this.#nameOf(shape.wire)}(${encode}(${variable}), ${depth})`;
  }

  /** Null or one other shape is written in place. */
  #unionExpression(shape: UnionShape, variable: string, depth: string): string {
    const branches = shape.branches.map(unwrap);
    const others = branches.filter((branch) => branch.is !== 'null');
    const [other] = others;
    if (other === undefined || others.length > 1 || branches.length === 1 || canBeNull(other)) return `${this.#functionFor(shape)}(${variable}, ${depth})`;
    return `(${variable} === null ? 'null' : ${this.#expression(other, variable, depth)})`;
  }

  /** The name of a function that writes any shape. */
  #nameOf(shape: Shape): string {
    const inner = unwrap(shape);
    if (inner.is === 'list' || inner.is === 'object' || inner.is === 'union') return this.#functionFor(inner);
    return this.#constant(compileWriter(inner));
  }

  #functionFor(shape: FunctionShape): string {
    if (this.#open.has(shape)) this.#recursive.add(shape);
    const known = this.#names.get(shape);
    if (known !== undefined) return known;
    const name = `f${this.#names.size}`;
    this.#names.set(shape, name);
    this.#open.add(shape);
    const body = this.#body(shape);
    this.#open.delete(shape);
    // Only what can contain itself can be nested without end.
    const guard = this.#recursive.has(shape) ? [`if (depth > ${MAX_DEPTH}) failTooDeep();`] : [];
    this.#functions.push([`function ${name}(value, depth) {`, ...guard, ...body, '}'].join('\n'));
    return name;
  }

  #body(shape: FunctionShape): string[] {
    if (shape.is === 'object') return this.#objectBody(shape);
    return shape.is === 'list' ? this.#listBody(shape) : this.#unionBody(shape);
  }

  #objectBody(shape: ObjectShape): string[] {
    // A missing required member betrays a Map or a Promise; without one they would be written as {}.
    const isPlain = !shape.properties.every(isLeftOut)
      ? `typeof value === 'object' && value !== null && !isArray(value) && typeof value.toJSON !== 'function'`
      : `typeof value === 'object' && value !== null && value.constructor === Object && typeof value.toJSON !== 'function'`;
    const written = shape.properties.filter(({ isHidden }) => isHidden !== true);
    const names = this.#constant(written.map(({ name }) => name));
    const properties = this.#propertyLines(written);
    return [
      `if (!(${isPlain})) value = toRecord(value);`,
      `let text = '{', at = 0, x, key;`,
      'try {',
      ...properties,
      ...this.#keyLines(shape),
      `} catch (error) { throw locate(error, at === -1 ? key : ${names}[at]); }`,
      `return text + '}';`,
    ];
  }

  #propertyLines(properties: readonly PropertyShape[]): string[] {
    // Whether a comma comes first is known from the first required member on.
    let isFirst: boolean | undefined = true;
    // What the member before left to be written with the next constant text.
    let open = '';
    return properties.map(({ name, required, shape }, index) => {
      const read = isInherited(name) ? `readMember(value, ${quote(name)})` : `value[${quote(name)}]`;
      const isOptional = isLeftOut({ name, required, shape });
      const { quotes, write } = this.#pieces(unwrap(shape), 'x', 'depth + 1');
      const head = toHead(isFirst, `${quote(name)}:${quotes}`, open);
      const next = properties[index + 1];
      open = isOptional || next === undefined || isLeftOut(next) ? '' : quotes;
      if (!isOptional) isFirst = false;
      else if (isFirst === true) isFirst = undefined;
      const tail = open === quotes ? '' : ` + ${quote(quotes)}`;
      return `at = ${index}; x = ${read}; ${isOptional ? 'if (x !== undefined) ' : ''}text += ${head} + ${write}${tail};`;
    });
  }

  /** Keys that no property declares. */
  #keyLines({ properties, patterns, additional }: ObjectShape): string[] {
    const rules = additional === undefined ? patterns : [...patterns, { pattern: undefined, shape: additional }];
    if (rules.length === 0) return [];
    const declared = properties.length === 0 ? [] : [`if (${this.#constant(new Set(properties.map(({ name }) => name)))}.has(key)) continue;`];
    const writes = rules.map(({ pattern, shape }) => {
      const write = `text += (text.length === 1 ? '' : ',') + writeString(key) + ':' + ${this.#expression(unwrap(shape), 'x', 'depth + 1')}; continue;`;
      return pattern === undefined ? `{ ${write} }` : `if (${this.#constant(pattern)}.test(key)) { ${write} }`;
    });
    return ['at = -1;', 'for (key of keysOf(value)) {', ...declared, 'x = value[key]; if (x === undefined) continue;', ...writes, '}'];
  }

  #listBody({ prefix, rest, least }: ListShape): string[] {
    const start = 'if (!isArray(value)) value = toList(value);';
    if (prefix.length > 0) return [start, ...this.#tupleLines(prefix, rest, least)];
    if (rest === undefined) return [start, `return '[]';`];
    const item = unwrap(rest);
    const texts = item.is === 'string' ? ['const texts = writeTexts(value); if (texts !== undefined) return texts;'] : [];
    return [start, ...texts, ...this.#itemLines(item)];
  }

  #itemLines(item: Shape): string[] {
    const { quotes, write } = item.is === 'string' ? this.#pieces(item, 'x', 'depth + 1') : { quotes: '', write: this.#itemExpression(item) };
    return [
      `const length = value.length; if (length === 0) return '[]';`,
      'let index = 0, x = value[0], text;',
      'try {',
      `text = ${quote(`[${quotes}`)} + ${write};`,
      `for (index = 1; index < length; index++) { x = value[index]; text += ${quote(`${quotes},${quotes}`)} + ${write}; }`,
      '} catch (error) { throw locate(error, index); }',
      `return text + ${quote(`${quotes}]`)};`,
    ];
  }

  #tupleLines(prefix: readonly Shape[], rest: Shape | undefined, least: number): string[] {
    const places = prefix.map((shape, index) => {
      const end = index < least ? '' : `if (length <= ${index}) return text + ']'; `;
      return `index = ${index}; ${end}x = value[${index}]; text += ${index === 0 ? '' : `',' + `}${this.#itemExpression(unwrap(shape))};`;
    });
    const following =
      rest === undefined
        ? []
        : [`for (index = ${prefix.length}; index < length; index++) { x = value[index]; text += ',' + ${this.#itemExpression(unwrap(rest))}; }`];
    return [
      `const length = value.length; let text = '[', index = 0, x;`,
      'try {',
      ...places,
      ...following,
      '} catch (error) { throw locate(error, index); }',
      `return text + ']';`,
    ];
  }

  /** A list has no gaps in JSON: where anything is declared they are null. */
  #itemExpression(shape: Shape): string {
    const write = this.#expression(shape, 'x', 'depth + 1');
    return shape.is === 'any' ? `(x === undefined ? 'null' : ${write})` : write;
  }

  /** First by the kind of value, then by a constant; only where that leaves a choice are the branches tried on the value. */
  #unionBody(shape: UnionShape): string[] {
    const branches = shape.branches.map(unwrap);
    const lines = CATEGORY_TESTS.flatMap(([category, test]) => {
      const candidates = candidatesOf(branches, category);
      return candidates.length === 0 ? [] : [`if (${test}) { ${this.#categoryLine(category, candidates)} }`];
    });
    const none = `fail('one of ${branches.length} declared forms', value)`;
    if (!lines.some((line) => line.includes('break choice'))) return [...lines, `return ${none};`];
    const choose = this.#constant((value: unknown) => chooseBranch(branches, value));
    const cases = branches.map((branch, index) => `case ${index}: return ${this.#result(branch)};`);
    return ['choice: {', ...lines, `return ${none};`, '}', `switch (${choose}(value)) {`, ...cases, `default: return ${none};`, '}'];
  }

  #categoryLine(category: Category, candidates: readonly Shape[]): string {
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) return `return ${this.#result(only)};`;
    const widest = findWidest(candidates, category);
    if (widest !== undefined) return `return ${this.#result(widest)};`;
    return category === 'object' ? this.#objectLine(candidates) : 'break choice;';
  }

  #objectLine(candidates: readonly Shape[]): string {
    const branches = candidates.filter((branch) => !needsOwnForm(branch));
    const ownForm = `if (typeof value.toJSON === 'function') break choice;`;
    const [only] = branches;
    if (only?.is === 'object' && branches.length === 1) return `${ownForm} return ${this.#result(only)};`;
    const discriminator = findDiscriminator(branches);
    if (discriminator === undefined) return `${ownForm} ${this.#membersLine(branches)} break choice;`;
    const cases = branches.flatMap((branch) => constantsOf(branch, discriminator).map((value) => `case ${quote(value)}: return ${this.#result(branch)};`));
    return `${ownForm} switch (value[${quote(discriminator)}]) { ${cases.join(' ')} default: failTag(value, ${quote(discriminator)}); }`;
  }

  /** Where the required members leave only one branch, no other could accept the value. */
  #membersLine(branches: readonly Shape[]): string {
    if (branches.length === 0 || branches.length > 16 || !branches.every((branch) => branch.is === 'object')) return '';
    const tests = branches.map((branch, index) => `m${index} = ${this.#membersTest(branch)}`);
    const results = branches.map((branch, index) => `if (m${index}) return ${this.#result(branch)};`);
    return `const ${tests.join(', ')}; if (${branches.map((_, index) => `m${index}`).join(' + ')} === 1) { ${results.join(' ')} }`;
  }

  #membersTest(branch: ObjectShape): string {
    const tests = branch.properties
      .filter((property) => !isLeftOut(property))
      .map(({ name }) => {
        const constants = constantsOf(branch, name);
        const read = isInherited(name) ? `readMember(value, ${quote(name)})` : `value[${quote(name)}]`;
        return constants.length === 1 ? `${read} === ${quote(constants[0])}` : `${read} !== undefined`;
      });
    return tests.length === 0 ? 'true' : tests.join(' && ');
  }

  #result(shape: Shape): string {
    return `'' + ${this.#expression(shape, 'value', 'depth + 1')}`;
  }
}

/** As JavaScript source. */
function quote(value: unknown): string {
  return JSON.stringify(value);
}

/** The text before a member, with its comma, and with what the member before left open. */
function toHead(isFirst: boolean | undefined, text: string, open: string): string {
  if (isFirst === undefined) return `(text.length === 1 ? ${quote(text)} : ${quote(`,${text}`)})`;
  return quote(isFirst ? text : `${open},${text}`);
}

/** True where the member may be missing, so that what is written before the next is not known. */
function isLeftOut({ required, shape }: PropertyShape): boolean {
  return !required || canBeAbsent(shape);
}
