import { Controller, Type, WebSocket, createApp, serveConnection } from 'typhoon';
import type { Connection, Socket, SocketClosing } from 'typhoon';

// #region class
class Counter implements Connection<number> {
  #sum = 0;

  constructor(private readonly socket: Socket<number, number>) {}

  async open() {
    await this.socket.send(0);
  }

  async message(number: number) {
    this.#sum += number;
    await this.socket.send(this.#sum);
  }

  close({ code }: SocketClosing) {
    endings.push(code);
  }
}

@Controller('/counter')
export class CounterController {
  @WebSocket('/', { receive: Type.Integer(), send: Type.Integer() })
  count(socket: Socket<number, number>) {
    return serveConnection(socket, new Counter(socket));
  }
}
// #endregion class

/** The codes that connections ended with. */
export const endings: number[] = [];

export const app = createApp({ title: 'Counter', version: '1.0.0', license: 'MIT', controllers: [CounterController] });
