import { Controller, Depends, HttpError, Type, WebSocket, createApp, dependency, security, socketBearer } from 'typhoon';
import type { Socket } from 'typhoon';

const TOKENS: Readonly<Record<string, string>> = { 'ada-token': 'Ada' };

function userOf(token: string): string {
  return TOKENS[token] ?? HttpError.throw(401);
}

// #region dependencies
const byCookie = dependency({ session: security.apiKey({ in: 'cookie', name: 'session' }) }, ({ session }) => userOf(session));
const bySubprotocol = dependency({ token: socketBearer() }, ({ token }) => userOf(token));
// #endregion dependencies

@Controller('/greetings')
export class GreetingsController {
  @WebSocket('/cookie', { send: Type.String() })
  async cookie(socket: Socket<never, string>, @Depends(byCookie) name: string) {
    await socket.send(`Hello, ${name}.`);
  }

  @WebSocket('/subprotocol', { send: Type.String() })
  async subprotocol(socket: Socket<never, string>, @Depends(bySubprotocol) name: string) {
    await socket.send(`Hello, ${name}.`);
  }

  // #region first
  @WebSocket('/first-message', { receive: Type.Object({ token: Type.String() }), send: Type.String() })
  async firstMessage(socket: Socket<{ token: string }, string>) {
    const first = await socket.receive({ timeout: 5_000 });
    if (first === undefined) throw new HttpError(408);
    const name = userOf(first.token);
    await socket.send(`Hello, ${name}.`);
  }
  // #endregion first
}

export const app = createApp({ title: 'Greetings', version: '1.0.0', license: 'MIT', controllers: [GreetingsController] });
