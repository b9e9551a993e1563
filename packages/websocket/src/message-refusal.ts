import { HttpError } from '@typhoon/core';
import type { MessageVerdict } from '@typhoon/core';
import type { FastifyBaseLogger } from 'fastify';
import { toClosing } from './close-code.js';
import type { CompiledChannel } from './compile-channel.js';
import { MessageError, summaryOf } from './message-error.js';

/** The socket that does not take a message. */
export interface RefusingSocket {
  readonly log: FastifyBaseLogger;
  readonly channel: Pick<CompiledChannel, 'invalid'>;
  send(message: unknown): Promise<boolean>;
  fail(code: number, reason: string): void;
}

/** Closes, or answers, for a message that does not fit its schema. */
export function refuseInvalid(socket: RefusingSocket, error: unknown): void {
  const { invalid } = socket.channel;
  if (!(error instanceof MessageError)) {
    socket.log.error({ err: error }, 'A message could not be read');
    socket.fail(1011, '');
  } else if (invalid === 'close') socket.fail(1008, summaryOf(error.issues));
  else answer(socket, () => invalid(error));
}

/** Closes, answers or says nothing, as what was asked about a message wants it. */
export function refuseByVerdict(socket: RefusingSocket, verdict: NonNullable<MessageVerdict>): void {
  if (!(verdict instanceof Error)) {
    if (verdict.answer !== undefined) answer(socket, () => verdict.answer);
    return;
  }
  if (!HttpError.is(verdict)) socket.log.error({ err: verdict }, 'What a message was asked about could not be found out');
  const { code, reason } = toClosing(verdict);
  socket.fail(code, reason);
}

function answer(socket: RefusingSocket, make: () => unknown): void {
  try {
    void socket.send(make());
  } catch (failure) {
    socket.log.error({ err: failure }, 'The answer to a message that was refused could not be written');
    socket.fail(1011, '');
  }
}
