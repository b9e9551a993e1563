import t from 'tap';
import { RouteGraph, inputName, lifetimeOf, nameOf, resolveTarget } from '#src/describe/graph.js';
import { ProblemList } from '#src/errors.js';
import { Body, Depends, Injectable, Query, Type, dependency, lazy, security } from '#src/index.js';
import { toSourceRecord } from '#src/dependency/dependency.js';

const page = Query('page', Type.Integer());
const token = security.bearer();
const base = dependency({ page }, () => 1, { name: 'base' });
const left = dependency({ base }, () => 2, { name: 'left' });
const right = dependency({ base, page }, () => 3, { name: 'right' });
const user = dependency({ token }, () => 4, { name: 'user' });
const signed = dependency({ user, body: Body(Type.Unknown()) }, () => 5, { name: 'signed' });
const each = dependency({}, () => 6, { name: 'each', lifetime: 'transient' });

class Store {}
@Injectable({ lifetime: 'request' })
class Basket {
  constructor(@Depends(left) readonly left: number) {}
}

function graphOf(...targets: readonly Parameters<typeof toSourceRecord>[0][]) {
  const problems = new ProblemList();
  const graph = new RouteGraph(new Map(), problems);
  for (const target of targets) graph.addSource(toSourceRecord(target), 'A.read');
  return { graph, problems: problems.problems };
}

t.test('holds each dependency and input once, after what it needs', async (t) => {
  const { graph, problems } = graphOf(left, right, Basket);
  t.strictSame(
    graph.dependencies.map(({ name }) => name),
    ['base', 'left', 'right', 'Basket'],
  );
  t.equal(graph.inputs.length, 1);
  t.strictSame(graph.dependencies[3]?.inputs, [['0', { from: 'dependency', index: 1 }]]);
  t.strictSame(problems, []);
});

t.test('holds a transient dependency once for each that asks', async (t) => {
  t.equal(graphOf(each, each).graph.dependencies.length, 2);
});

t.test('runs before the body what leads to a security scheme without reading it', async (t) => {
  t.strictSame(
    graphOf(left, signed).graph.dependencies.map(({ name, early }) => [name, early]),
    [
      ['base', false],
      ['left', false],
      ['HTTPBearer', true],
      ['user', true],
      ['signed', false],
    ],
  );
});

t.test('follows lazy and overrides', async (t) => {
  t.equal(resolveTarget(lazy(() => Store) as never, new Map()), Store);
  t.equal(resolveTarget(lazy(() => left) as never, new Map([[left as never, right as never]])), right);
});

t.test('names things in messages, and how long they live', async (t) => {
  t.strictSame([nameOf(Store), nameOf(left), nameOf(dependency({}, () => 1)), nameOf(token)], ['Store', 'left', 'dependency', 'HTTPBearer']);
  t.strictSame([inputName(left, 'base'), inputName(Store, '0')], ["input 'base'", 'parameter 0']);
  t.strictSame(
    [lifetimeOf(Store), lifetimeOf(Basket), lifetimeOf(left), lifetimeOf(each), lifetimeOf(token)],
    ['singleton', 'request', 'request', 'transient', 'request'],
  );
});
