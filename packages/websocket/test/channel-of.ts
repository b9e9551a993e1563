import t from 'tap';
import { Controller, Depends, Get, Type, createApp } from '@typhoon/core';
import { WebSocket, channelOf, websockets } from '#src/index.js';
import type { Channel, Socket } from '#src/index.js';
import { ChatController } from './fixtures/chat.js';
import type { Told } from './fixtures/chat.js';

@Controller('/several')
class Several {
  @WebSocket('/a', { send: Type.String() })
  texts(_socket: Socket<never, string>) {
    return;
  }

  @WebSocket('/b', { send: Type.Integer() })
  numbers(_socket: Socket<never, number>) {
    return;
  }

  helper(_text: string) {
    return;
  }
}

t.test('finds the channel of a controller, typed by what its sockets are sent', async (t) => {
  const kind = websockets();
  const app = createApp({ kinds: [kind], controllers: [ChatController, Several], server: { logger: false } });
  t.teardown(() => app.close());
  t.throws(() => kind.channel(ChatController), { message: /has no @WebSocket in this application, or the application is not ready/ });
  await app.ready();
  const chat: Channel<Told> = kind.channel(ChatController);
  await chat.to('lobby').send({ text: 'hello' });
  t.strictSame(await chat.to('lobby').count(), 0);
  await kind.channel(Several, 'numbers').to('x').send(5);
  // @ts-expect-error a text is no number
  t.throws(() => void kind.channel(Several, 'numbers').to('x').send('five'), { name: 'MessageError' });
  // @ts-expect-error no method that is given a socket
  t.throws(() => kind.channel(Several, 'helper'), { message: /'Several.helper' has no @WebSocket/ });
  t.throws(() => kind.channel(Several), { message: /'Several' has several @WebSocket: texts, numbers\. Name one: channel\(Several, 'texts'\)/ });
});

t.test('fails a request whose application has no such sockets', async (t) => {
  @Controller('/')
  class Lost {
    @Get('/')
    read(@Depends(channelOf(ChatController)) chat: Channel<Told>) {
      return typeof chat;
    }
  }
  const app = createApp({ controllers: [Lost], server: { logger: false } });
  t.teardown(() => app.close());
  t.strictSame((await app.inject('/')).statusCode, 500);
});
