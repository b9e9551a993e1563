import t from 'tap';
import { Controller, Model, Path, Type } from '@typhoon/core';
import { WebSocket } from '#src/index.js';
import type { Socket } from '#src/index.js';

class Said extends Model({ text: Type.String() }) {}
class Told extends Model({ text: Type.String(), from: Type.String() }) {
  get length() {
    return this.text.length;
  }
}

/** What compiles is the test: each of these either fits, or is refused on its line. */
@Controller('/')
class Checked {
  @WebSocket('/fits', { receive: Said, send: Told })
  fits(socket: Socket<Said, { text: string; from: string }>, @Path('id', Type.Integer()) _id: number): void {
    void socket.send({ text: 'a', from: 'b' });
    // @ts-expect-error a message lacks a property
    void socket.send({ text: 'a' });
  }

  @WebSocket('/wider', { receive: Said, send: Told })
  async wider(_socket: Socket<{ readonly text?: string }, Told>): Promise<void> {
    await Promise.resolve();
  }

  // @ts-expect-error what comes in has no number
  @WebSocket('/received', { receive: Said, send: Told })
  received(_socket: Socket<{ text: number }, Told>): void {
    return;
  }

  // @ts-expect-error what goes out must be a Told
  @WebSocket('/sent', { receive: Said, send: Told })
  sent(_socket: Socket<Said, { text: string }>): void {
    return;
  }

  // @ts-expect-error nothing is sent
  @WebSocket('/silent', { receive: Said })
  silent(_socket: Socket<Said, Told>): void {
    return;
  }

  @WebSocket('/data', { send: Told, data: () => ({ count: 0 }) })
  data(socket: Socket<never, Told, { count: number }>): void {
    socket.data.count++;
  }

  // @ts-expect-error the state has no name
  @WebSocket('/wrong-data', { send: Told, data: () => ({ count: 0 }) })
  wrongData(_socket: Socket<never, Told, { name: string }>): void {
    return;
  }

  // @ts-expect-error nobody sees what is returned
  @WebSocket('/returns', { send: Told })
  returns(_socket: Socket<never, Told>): number {
    return 1;
  }

  // @ts-expect-error the socket comes first
  @WebSocket('/order/:id', { send: Told })
  order(@Path('id', Type.Integer()) _id: number, _socket: Socket<never, Told>): void {
    return;
  }

  @WebSocket('/parameter/:id', { send: Told })
  // @ts-expect-error the parameter is a number
  parameter(_socket: Socket<never, Told>, @Path('id', Type.Integer()) _id: string): void {
    return;
  }

  // @ts-expect-error raw messages are texts and bytes
  @WebSocket('/raw', { raw: true })
  raw(_socket: Socket<string, string>): void {
    return;
  }

  // @ts-expect-error the answer to an invalid message is a message
  @WebSocket('/invalid', { receive: Said, send: Told, invalid: () => ({ wrong: 1 }) })
  invalid(_socket: Socket<Said, Told>): void {
    return;
  }

  @WebSocket('/none', { send: Told })
  none(): void {
    return;
  }

  // @ts-expect-error a handler is public
  @WebSocket('/private', { send: Told })
  protected hidden(_socket: Socket<never, Told>): void {
    return;
  }
}

t.test('refuses a handler whose socket, parameters or result do not fit, when it is compiled', async (t) => {
  t.type(Checked, 'function');
});
