import type { ApplicationOptions } from 'typhoon';
import { Controller, Get, Model, Path, Type, WebSocket, createApp } from 'typhoon';
import type { Socket } from 'typhoon';
import t from 'tap';
import { compareContracts } from '#src/contract/compare-contracts.js';
import type { Contract } from '#src/contract/contract.js';
import { readAsyncApi, readOpenApi } from '#src/documents/read-documents.js';

/** What an application promises, as the lock of `typhoon check` keeps it. */
async function contractOf(...controllers: ApplicationOptions['controllers']): Promise<Contract> {
  const app = createApp({ title: 'A', version: '1', controllers, server: { logger: false } });
  const documents = { openapi: readOpenApi(app, '.'), asyncapi: readAsyncApi(app, '.') };
  await app.close();
  return JSON.parse(JSON.stringify(documents)) as Contract;
}

const breaking = (before: Contract, after: Contract): readonly string[] =>
  compareContracts(before, after).flatMap(({ breaking: breaks, place, reason }) => (breaks ? [`${place}: ${reason}`] : []));

t.test('a method that is renamed is an operation that is renamed, which breaks generated clients', async (t) => {
  const response = Type.String();
  const before = (() => {
    @Controller('/items')
    class ItemsController {
      @Get('/:id', { response })
      read(@Path('id', Type.String()) id: string) {
        return id;
      }
    }
    return ItemsController;
  })();
  const after = (() => {
    @Controller('/items')
    class ItemsController {
      @Get('/:id', { response })
      find(@Path('id', Type.String()) id: string) {
        return id;
      }
    }
    return ItemsController;
  })();
  const contract = await contractOf(before);
  t.strictSame(breaking(contract, await contractOf(before)), []);
  t.strictSame(breaking(contract, await contractOf(after)), [
    "GET /items/{id}: is called 'items.find' and was 'items.read': generated clients call it by its name",
  ]);
});

t.test('a message of a channel with another property breaks those who send the old one', async (t) => {
  const createChat = (properties: Record<string, ReturnType<typeof Type.String>>) => {
    class Said extends Model(properties) {}
    @Controller('/chat')
    class ChatController {
      @WebSocket('/', { receive: Said, send: Type.String() })
      async talk(socket: Socket<Said, string>) {
        for await (const _ of socket) await socket.send('heard');
      }
    }
    return ChatController;
  };
  const contract = await contractOf(createChat({ text: Type.String() }));
  t.strictSame(breaking(contract, await contractOf(createChat({ text: Type.String() }))), []);
  t.match(breaking(contract, await contractOf(createChat({ text: Type.String(), to: Type.String() }))), [
    /^channel .*messages that clients send, Said\.to: is new and required: clients do not send it$/,
  ]);
});
