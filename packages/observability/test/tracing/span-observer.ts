import * as api from '@opentelemetry/api';
import type { HttpError as HttpErrorType } from '@typhoon/core';
import { HttpError } from '@typhoon/core';
import t from 'tap';
import { SpanObserver } from '#src/tracing/span-observer.js';
import { readSpans, resetSpans } from '../fixtures/spans.js';

const all = { dependencies: true, handlers: true };
const make = (choice = all): SpanObserver => new SpanObserver(api, api.trace.getTracer('test'), choice);

t.beforeEach(() => resetSpans());

/** Runs in the span of a request. */
function inRequest<TResult>(run: () => TResult): TResult {
  const span = api.trace.getTracer('test').startSpan('request');
  return api.context.with(api.trace.setSpan(api.ROOT_CONTEXT, span), run);
}

t.test('spans are as long as what they look at: a value, a promise, a thenable', async (t) => {
  const observer = make();
  const value = inRequest(() => observer.around({ kind: 'dependency', name: 'value' }, () => 1));
  t.strictSame([value, readSpans().length], [1, 1]);
  const later = inRequest(() => observer.around({ kind: 'handler', name: 'A.later' }, async () => new Promise((resolve) => setTimeout(resolve, 5, 2))));
  t.equal(readSpans().length, 1);
  t.equal(await later, 2);
  let asked = 0;
  const query = { then: (resolve: (value: number) => void) => resolve(++asked) };
  t.equal(await inRequest(() => observer.around({ kind: 'handler', name: 'A.query' }, () => query)), 1, 'a query is sent once');
  t.strictSame(
    readSpans().map(({ name, kind, attributes }) => [name, kind, attributes]),
    [
      ['value', 'INTERNAL', {}],
      ['A.later', 'INTERNAL', { 'code.function.name': 'A.later' }],
      ['A.query', 'INTERNAL', { 'code.function.name': 'A.query' }],
    ],
  );
  const reply = { then: (): boolean => t.fail('a value that a dependency yields is not asked') };
  t.equal(
    inRequest(() => observer.around({ kind: 'dependency', name: 'reply' }, () => reply)),
    reply,
  );
});

t.test('spans stand inside of each other', async (t) => {
  const observer = make();
  await inRequest(async () =>
    observer.around({ kind: 'handler', name: 'outer' }, async () => observer.around({ kind: 'http', name: 'GET' }, async () => Promise.resolve())),
  );
  const [inner, outer] = readSpans();
  t.match(inner, { name: 'GET', kind: 'CLIENT', parent: outer?.id, trace: outer?.trace });
});

t.test('what fails is said, and thrown as it was; what refuses is no failure', async (t) => {
  const observer = make();
  const broken = new RangeError('broken');
  t.throws(
    () =>
      inRequest(() =>
        observer.around({ kind: 'dependency', name: 'a' }, () => {
          throw broken;
        }),
      ),
    broken,
  );
  await t.rejects(
    inRequest(async () => observer.around({ kind: 'dependency', name: 'b' }, async () => Promise.reject(broken))),
    broken,
  );
  const refused: HttpErrorType = new HttpError(403);
  t.throws(
    () =>
      inRequest(() =>
        observer.around({ kind: 'dependency', name: 'c' }, () => {
          throw refused;
        }),
      ),
    refused,
  );
  t.match(readSpans(), [
    { status: 'ERROR', message: 'broken', attributes: { 'error.type': 'RangeError' }, events: [] },
    { status: 'ERROR', message: 'broken' },
    { status: 'UNSET', attributes: { 'error.type': '403' } },
  ]);
});

t.test('work goes on in the trace that a carrier names, in another process, and keeps why it failed', async (t) => {
  const observer = make();
  const carrier = inRequest(() => observer.around({ kind: 'send', name: 'reports.build' }, () => observer.carrier()));
  t.match(carrier, { traceparent: /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/ });
  await t.rejects(observer.resume(carrier, { kind: 'task', name: 'reports.build' }, async () => Promise.reject(new Error('no paper'))));
  const [sent, done] = readSpans();
  t.match(sent, { name: 'send reports.build', kind: 'PRODUCER' });
  t.match(done, {
    name: 'process reports.build',
    kind: 'CONSUMER',
    parent: sent?.id,
    trace: sent?.trace,
    events: [{ name: 'exception', attributes: { 'exception.message': 'no paper' } }],
  });
  inRequest(() => observer.resume({}, { kind: 'schedule', name: 'Cleanup.sweep' }, () => 1));
  t.equal(readSpans()[2]?.parent, undefined, 'from nowhere');
});

t.test('notes become attributes; of what was asked elsewhere, from 400 on is a failure', async (t) => {
  const observer = make();
  for (const status of [200, 404])
    observer.around({ kind: 'http', name: 'GET', attributes: { 'url.full': 'http://a/' } }, (note) => note({ 'http.response.status_code': status }));
  t.match(readSpans(), [
    { status: 'UNSET', attributes: { 'url.full': 'http://a/', 'http.response.status_code': 200 } },
    { status: 'ERROR', attributes: { 'http.response.status_code': 404, 'error.type': '404' } },
  ]);
});

t.test('what was not chosen has none, nor what is in no request', async (t) => {
  const observer = make({ dependencies: false, handlers: false });
  for (const kind of ['dependency', 'handler'] as const) inRequest(() => observer.around({ kind, name: kind }, (note) => note({ a: 1 })));
  make().around({ kind: 'dependency', name: 'of nothing' }, () => 1);
  t.strictSame(readSpans(), []);
});

t.test('lines in the log name what is under way', async (t) => {
  const observer = make();
  t.equal(observer.bindings(), undefined);
  const bindings = observer.resume({}, { kind: 'task', name: 'a' }, () => observer.bindings());
  const [span] = readSpans();
  t.strictSame(bindings, { trace_id: span?.trace, span_id: span?.id, trace_flags: '01' });
});
