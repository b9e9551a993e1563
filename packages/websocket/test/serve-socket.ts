import t from 'tap';
import { Controller, Depends, HttpError, Model, Type, dependency, onError, reply } from '@typhoon/core';
import { SocketError, WebSocket } from '#src/index.js';
import type { Socket } from '#src/index.js';
import { connect } from './fixtures/client.js';
import { startApp } from './fixtures/start-app.js';

class Said extends Model({ text: Type.String({ minLength: 1 }) }) {}
class Told extends Model({ text: Type.String(), from: Type.Optional(Type.String()) }) {}

const NotHere = HttpError.define({ status: 404, code: 'not_here', title: 'Not here' });
class Broke extends Error {}
class Taken extends Error {}

@Controller('/', { errorHandlers: [onError(Broke, () => new HttpError(402, { code: 'broke' })), onError(Taken, () => reply(409, { text: 'Taken' }))] })
class FailingController {
  @WebSocket('/declared', { receive: Said, send: Told, throws: [NotHere] })
  async declared(socket: Socket<Said, Told>) {
    await socket.receive();
    throw new NotHere();
  }

  @WebSocket('/unknown', { receive: Said, send: Told })
  unknown() {
    throw new Error('the password is 1234');
  }

  @WebSocket('/over', { receive: Said, send: Told })
  over() {
    throw new SocketError(4001, 'The game is over');
  }

  @WebSocket('/taken', { receive: Said, send: Told })
  taken() {
    throw new Taken();
  }

  @WebSocket('/handled', { receive: Said, send: Told })
  handled() {
    throw new Broke();
  }
}

t.test('closes with 4000 and the status for an HTTP error, with the code of a SocketError, with 1011 and no word for any other', async (t) => {
  const { url, lines } = await startApp(t, { controllers: [FailingController] });
  const declared = await connect(`${url}/declared`);
  declared.send({ text: 'x' });
  t.strictSame(await declared.closed, { code: 4404, reason: 'not_here' });
  t.strictSame(await (await connect(`${url}/handled`)).closed, { code: 4402, reason: 'broke' });
  t.strictSame(await (await connect(`${url}/over`)).closed, { code: 4001, reason: 'The game is over' });
  t.strictSame(await (await connect(`${url}/taken`)).closed, { code: 4409, reason: 'conflict' }, 'the status of a reply');
  t.strictSame(lines, []);
  t.strictSame(await (await connect(`${url}/unknown`)).closed, { code: 1011, reason: '' });
  t.match(lines, [{ level: 50, reqId: /req-/, err: { message: 'the password is 1234' } }]);
});

t.test('closes dependencies once, when handler and socket are done, and lets them see the error', async (t) => {
  const steps: string[] = [];
  let closed: () => void = () => undefined;
  const transaction = dependency({}, async function* () {
    try {
      yield await Promise.resolve('tx');
      steps.push('commit');
    } catch (error) {
      steps.push(error instanceof SocketError ? `rollback: ${error.code}` : `rollback: ${String(error)}`);
      throw error;
    } finally {
      closed();
    }
  });

  @Controller('/')
  class Transactions {
    @WebSocket('/', { receive: Said, send: Told })
    async run(socket: Socket<Said, Told>, @Depends(transaction) _tx: string) {
      await socket.send({ text: 'open' });
      for await (const { text } of socket) if (text === 'fail') throw new HttpError(409);
      steps.push('handler ends');
    }
  }
  const { url } = await startApp(t, { controllers: [Transactions] });
  const run = async (end: (client: Awaited<ReturnType<typeof connect>>) => void): Promise<string[]> => {
    steps.length = 0;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const client = await connect(url);
    await client.next();
    end(client);
    await isClosed;
    return [...steps];
  };
  t.strictSame(await run((client) => client.ws.close(1000)), ['handler ends', 'commit']);
  t.strictSame(await run((client) => client.send({ text: 'fail' })), ['rollback: HttpError: Conflict']);
  t.strictSame(await run((client) => client.send({ wrong: 1 })), ['handler ends', 'rollback: 1008']);
  t.strictSame(await run((client) => client.ws.terminate()), ['handler ends', 'rollback: 1006']);
});

t.test('tells a failed teardown to the peer: a lost write is no success', async (t) => {
  const failing = dependency({}, async function* () {
    yield await Promise.resolve(1);
    throw new Error('cannot commit');
  });

  @Controller('/')
  class Commits {
    @WebSocket('/', { send: Told })
    run(_socket: Socket<never, Told>, @Depends(failing) _value: number) {
      return;
    }
  }
  const { url, lines } = await startApp(t, { controllers: [Commits] });
  t.strictSame(await (await connect(url)).closed, { code: 1011, reason: '' });
  t.match(lines, [{ err: { message: 'cannot commit' } }]);
});
