/** Hooks for Nodes before 22.15, which run in a thread of their own: each module that is loaded is told to the program. */
import type { InitializeHook, LoadHook } from 'node:module';
import type { MessagePort } from 'node:worker_threads';

let port: MessagePort | undefined;

export const initialize: InitializeHook<MessagePort> = (data) => {
  port = data;
};

export const load: LoadHook = async (url, context, next) => {
  port?.postMessage(url);
  return next(url, context);
};
