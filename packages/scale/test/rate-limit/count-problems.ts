import type { RouteDefinition } from '@typhoon/core';
import { Type } from '@typhoon/core';
import { writeRoute } from '@typhoon/core/internal';
import t from 'tap';
import { findCountProblems } from '#src/rate-limit/count-problems.js';
import type { RateLimitOptions } from '#src/rate-limit/rate-limit-options.js';

const message = { schema: Type.String(), encoding: 'json' } as const;
const both = { receive: message, send: message, subprotocols: [] };

function problemsOf(
  options: RateLimitOptions,
  channel: RouteDefinition['channel'],
  place = '/ A.b',
  controller: RouteDefinition['controller'] = class A {},
): readonly string[] {
  const problems: string[] = [];
  findCountProblems({ ...options, texts: ['1/s'], rates: [], place }, { place: 'A.b', channel, controller } as RouteDefinition, (text) => problems.push(text));
  return problems;
}

t.test('finds what contradicts itself, with the cure', async (t) => {
  const rows: readonly (readonly [readonly string[], RegExp | undefined])[] = [
    [problemsOf({}, both), undefined],
    [problemsOf({ counts: 'requests' }, undefined), undefined],
    [problemsOf({ exceeded: () => 'slowly' }, both), undefined],
    [problemsOf({ counts: 'words' as never }, both), /'counts' expects 'requests' or 'messages' but got 'words'/],
    [problemsOf({ exceeded: 'wait' as never }, both), /'exceeded' expects 'close', 'drop' or a function/],
    [problemsOf({ exceeded: 'drop' }, undefined), /Add counts: 'messages', or remove it/],
    [problemsOf({ exceeded: 'drop', counts: 'requests' }, both), /requests are counted here/],
    [problemsOf({ cost: () => 1 }, both), /'cost' is a function of a request/],
    [problemsOf({ headers: 'legacy' }, both), /'headers' are those of answers/],
    [problemsOf({ counts: 'messages' }, undefined), /no socket/],
    [problemsOf({}, { ...both, receive: undefined }), /receives none/],
    [problemsOf({ exceeded: () => 'slowly' }, { ...both, send: undefined }), /sends none/],
  ];
  for (const [given, want] of rows) {
    if (want === undefined) t.strictSame(given, []);
    else t.match(given, [want]);
  }
});

t.test('a limit of a level around is silent where nothing is counted', async (t) => {
  t.strictSame(problemsOf({ counts: 'messages', exceeded: () => 'slowly' }, undefined, '/ createApp'), []);
  t.strictSame(problemsOf({ counts: 'messages' }, { ...both, receive: undefined }, '/ createApp'), []);
});

t.test('a limit of messages on a controller without any is found', async (t) => {
  const socket = (options: object, Base: RouteDefinition['controller'] = class {}) => {
    const A = class A extends Base {};
    writeRoute(A.prototype, { kind: 'websocket', key: 'talk', path: '/', options });
    return A;
  };
  const A = class A extends socket({ receive: message.schema }) {};
  t.match(problemsOf({ counts: 'messages' }, undefined, '/ A'), [/nothing is limited/]);
  t.match(problemsOf({ counts: 'messages' }, undefined, '/ A', socket({ send: message.schema })), [/nothing is limited/]);
  t.strictSame(problemsOf({ counts: 'messages' }, undefined, '/ A', A), []);
});
