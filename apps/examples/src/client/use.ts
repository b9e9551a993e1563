import { ApiError } from '@typhoon/client';
import { createClient, isError } from './api/index.js';
import type { Client, Price } from './api/index.js';

// #region create
export function connect(baseUrl: string, token: string) {
  return createClient({ baseUrl, auth: { HTTPBearer: token }, timeout: 10_000 });
}
// #endregion create

// #region call
export async function nameOf(api: Client, id: number): Promise<string> {
  const item = await api.items.read({ id });
  return item.name;
}
// #endregion call

// #region errors
export async function nameOrWhy(api: Client, id: number): Promise<string> {
  try {
    return await nameOf(api, id);
  } catch (error) {
    if (isError(error, 'item_not_found')) return error.body.detail ?? 'not found';
    if (ApiError.is(error)) return `status ${error.status}`;
    throw error;
  }
}
// #endregion errors

// #region safe
export async function orderOrWhy(api: Client, quantity: number): Promise<string> {
  const result = await api.items.order.safe({ body: { item: 3, quantity } });
  if (result.ok) return `ordered ${result.data.quantity}`;
  if (isError(result.error, 'out_of_stock')) return `only ${result.error.body.available} left`;
  throw result.error;
}
// #endregion safe

// #region stream
export async function firstPrices(api: Client, count: number): Promise<Price[]> {
  const prices: Price[] = [];
  for await (const { data } of api.items.prices()) {
    prices.push(data);
    if (prices.length === count) break;
  }
  return prices;
}
// #endregion stream

// #region socket
export async function ask(api: Client, text: string): Promise<string | undefined> {
  const socket = api.items.chat({ id: 3 }, { reconnect: true });
  socket.send({ text });
  const answer = await socket.next();
  await socket.close();
  return answer?.text;
}
// #endregion socket
