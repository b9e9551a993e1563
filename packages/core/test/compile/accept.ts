import t from 'tap';
import { compileAcceptCheck } from '#src/compile/accept.js';
import { Controller, Empty, FileDownload, Get, Html, Redirect, Text, Type } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

@Controller('/')
class Answers {
  @Get('/json', { response: Type.Integer() })
  json(): number {
    return 1;
  }

  @Get('/both', { response: Html, responses: { 404: Text } })
  both(): string {
    return '';
  }

  @Get('/empty', { response: Empty, responses: { 303: Redirect } })
  empty(): void {}

  @Get('/file', { response: FileDownload })
  file(): never {
    throw new Error('never called');
  }
}

t.test('asks nothing where there is no body, or one of any type', (t) => {
  for (const handler of ['empty', 'file']) t.equal(compileAcceptCheck(describeRoute(Answers, handler)), undefined);
  t.end();
});

t.test('refuses who accepts nothing of what there is', (t) => {
  const rows = [
    ['json', undefined, true],
    ['json', '*/*', true],
    ['json', 'application/json', true],
    ['json', 'Application/JSON', true],
    ['json', 'application/*', true],
    ['json', 'text/html,application/xhtml+xml,*/*;q=0.8', true],
    ['json', 'text/html', false],
    ['json', 'application/json;q=0', false],
    ['json', '*/*;q=0', false],
    ['json', '', true],
    ['both', 'text/plain', true],
    ['both', 'text/html;q=0, text/plain', true],
    ['both', 'text/css', false],
  ] as const;
  for (const [handler, accept, isAccepted] of rows) {
    const check = compileAcceptCheck(describeRoute(Answers, handler));
    const ask = (): void => check?.({ headers: { accept } } as never);
    // Twice: the second time it is known.
    for (const _time of [1, 2]) {
      if (isAccepted) t.doesNotThrow(ask, `${handler} ${String(accept)}`);
      else t.throws(ask, { message: /^This answers with / }, `${handler} ${accept}`);
    }
  }
  t.end();
});
