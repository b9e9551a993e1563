/**
 * Text that breaks where it is too long, as Prettier breaks it: a client needs no formatter after it.
 *
 * @see Philip Wadler, 'A prettier printer' (1998)
 */
export type Layout = string | readonly Layout[] | Group | Indent | Line | IfBroken;

interface Group {
  readonly kind: 'group';
  readonly content: Layout;
}

interface Indent {
  readonly kind: 'indent';
  readonly content: Layout;
}

interface Line {
  readonly kind: 'line';
  readonly flat: string;
  /** Always breaks, and what is around it, too. */
  readonly isHard: boolean;
}

interface IfBroken {
  readonly kind: 'if-broken';
  readonly broken: Layout;
}

/** A space, or a new line where the group around it does not fit. */
export const line: Layout = { kind: 'line', flat: ' ', isHard: false };
/** Nothing, or a new line. */
export const softLine: Layout = { kind: 'line', flat: '', isHard: false };
export const hardLine: Layout = { kind: 'line', flat: '', isHard: true };

export function group(content: Layout): Layout {
  return { kind: 'group', content };
}

export function indent(content: Layout): Layout {
  return { kind: 'indent', content };
}

/** Only where the group around it is broken. */
export function ifBroken(broken: Layout): Layout {
  return { kind: 'if-broken', broken };
}

export function join(separator: Layout, items: readonly Layout[]): Layout {
  return items.map((item, index) => (index === 0 ? item : [separator, item]));
}

/** A list in brackets: on one line, or one item a line. */
export function enclose(
  open: string,
  items: readonly Layout[],
  close: string,
  { padding = softLine, trailing = ',' }: { padding?: Layout; trailing?: string } = {},
): Layout {
  if (items.length === 0) return `${open}${close}`;
  return group([open, indent([padding, join([',', line], items)]), ifBroken(trailing), padding, close]);
}

/** Items in braces, each on a line of its own. */
export function block(items: readonly Layout[]): Layout {
  return items.length === 0 ? '{}' : ['{', indent(items.map((item) => [hardLine, item])), hardLine, '}'];
}

interface Command {
  readonly depth: number;
  readonly isFlat: boolean;
  readonly content: Layout;
}

export function toText(layout: Layout, width: number): string {
  const output: string[] = [];
  const stack: Command[] = [{ depth: 0, isFlat: false, content: layout }];
  let column = 0;
  for (let command = stack.pop(); command !== undefined; command = stack.pop()) {
    const { depth, isFlat, content } = command;
    if (typeof content === 'string') {
      output.push(content);
      const newline = content.lastIndexOf('\n');
      column = newline === -1 ? column + content.length : content.length - newline - 1;
    } else if (isList(content)) {
      for (let index = content.length - 1; index >= 0; index -= 1) stack.push({ depth, isFlat, content: content[index] ?? '' });
    } else if (content.kind === 'indent') stack.push({ depth: depth + 1, isFlat, content: content.content });
    else if (content.kind === 'group')
      stack.push({ depth, isFlat: isFlat || fits({ depth, isFlat: true, content: content.content }, stack, width - column), content: content.content });
    else if (content.kind === 'if-broken') {
      if (!isFlat) stack.push({ depth, isFlat, content: content.broken });
    } else if (isFlat && !content.isHard) {
      output.push(content.flat);
      column += content.flat.length;
    } else {
      output.push(`\n${'  '.repeat(depth)}`);
      column = depth * 2;
    }
  }
  return output.join('').replaceAll(/[ \t]+$/gm, '');
}

/** Whether content fits on what is left of a line, with what comes after it up to where that may break. */
function fits(first: Command, rest: readonly Command[], width: number): boolean {
  const stack: Command[] = [first];
  let left = width;
  let next = rest.length - 1;
  while (left >= 0) {
    const command = stack.pop() ?? rest[next--];
    if (command === undefined) return true;
    const { depth, isFlat, content } = command;
    if (typeof content === 'string') left -= content.length;
    else if (isList(content)) for (let index = content.length - 1; index >= 0; index -= 1) stack.push({ depth, isFlat, content: content[index] ?? '' });
    else if (content.kind === 'line') {
      if (content.isHard) return !isFlat;
      if (!isFlat) return true;
      left -= content.flat.length;
    } else if (content.kind === 'if-broken') {
      if (!isFlat) stack.push({ depth, isFlat, content: content.broken });
    } else stack.push({ depth, isFlat, content: content.content });
  }
  return false;
}

function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}
