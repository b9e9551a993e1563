import type { MessageDefinition, RouteDefinition, ValidationIssue } from '@typhoon/core';
import { BodySyntaxError, collectIssues, compileSerializer, compileValidator, INVALID, parseJson } from '@typhoon/core/internal';
import type { CompileServices } from '@typhoon/core/internal';
import { OutgoingMessage } from './frame.js';
import { compileOutputCheck } from './output-check.js';
import { MessageError, summaryOf } from './message-error.js';

type Services = Pick<CompileServices, 'validateResponses' | 'formats'>;

/** Reads what the peer sent. @throws MessageError for what does not fit. */
export type ReadMessage = (data: Buffer, isBinary: boolean) => unknown;

/** Writes what the handler sends. @throws MessageError or SerializationError for what does not fit. */
export type WriteMessage = (message: unknown) => OutgoingMessage;

const LOCATION = ['message'];

/** Prepares reading the messages of a peer. */
export function compileRead(receive: MessageDefinition | undefined, services: Services): ReadMessage {
  if (receive === undefined) return () => refuse('nothing_expected', 'No messages are expected', undefined);
  const { schema, encoding } = receive;
  if (encoding === 'raw') return (data, isBinary) => (isBinary ? data : data.toString());
  if (encoding === 'binary') return (data, isBinary) => (isBinary ? checkBytes(data, schema) : refuse('bytes_type', 'Message should be binary', undefined));
  const mode = encoding === 'text' ? 'text' : 'json';
  const options = { formats: services.formats, isRequest: true };
  const validator = compileValidator(schema, mode, options);
  return (data, isBinary) => {
    if (isBinary) return refuse('string_type', 'Message should be text', undefined);
    const raw = mode === 'text' ? data.toString() : readJson(data);
    const value = validator.read(raw);
    if (value !== INVALID) return value;
    const issues = collectIssues(schema, raw, mode, LOCATION, options);
    throw new MessageError(summaryOf(issues), issues);
  };
}

/** Prepares writing the messages of a handler. */
export function compileWrite({ channel, place }: RouteDefinition, services: Services): WriteMessage {
  const send = channel?.send;
  if (send === undefined) return () => refuseOutput(place, 'declares no messages to send');
  const { schema, encoding } = send;
  if (encoding === 'raw') return (message) => new OutgoingMessage(message as string | Uint8Array);
  if (encoding === 'binary') {
    return (message) => {
      if (!(message instanceof Uint8Array)) refuseOutput(place, 'sent what is no Uint8Array');
      if (services.validateResponses) checkBytes(message, schema);
      return new OutgoingMessage(message);
    };
  }
  const serialize = encoding === 'text' ? String : compileSerializer(schema, { isAnswer: true });
  const check = services.validateResponses ? compileOutputCheck(schema, LOCATION, services) : undefined;
  return (message) => {
    const issues = check?.(message) ?? [];
    // Without the values: they may be what the schema is there to hold back.
    if (issues.length > 0) throw new MessageError(`${place} sent what its messages do not allow: ${summaryOf(issues)}.`, issues.map(withoutInput));
    return new OutgoingMessage(serialize(message));
  };
}

function readJson(data: Buffer): unknown {
  try {
    return parseJson(data);
  } catch (error) {
    if (!(error instanceof BodySyntaxError)) throw error;
    const { issue } = error;
    throw new MessageError('The message is no JSON', [{ ...issue, loc: ['message', ...issue.loc.slice(1)] }]);
  }
}

function checkBytes(bytes: Uint8Array, schema: MessageDefinition['schema']): Uint8Array {
  const { minByteLength = 0, maxByteLength = Infinity } = schema as unknown as { readonly minByteLength?: number; readonly maxByteLength?: number };
  if (bytes.byteLength < minByteLength) return refuse('bytes_too_short', `Message should have at least ${minByteLength} bytes`, { min_length: minByteLength });
  if (bytes.byteLength > maxByteLength) return refuse('bytes_too_long', `Message should have at most ${maxByteLength} bytes`, { max_length: maxByteLength });
  return bytes;
}

function refuse(type: string, msg: string, ctx: Readonly<Record<string, unknown>> | undefined): never {
  throw new MessageError(msg, [{ type, loc: LOCATION, msg, input: undefined, ...(ctx === undefined ? {} : { ctx }) }]);
}

function refuseOutput(place: string, problem: string): never {
  throw new MessageError(`${place} ${problem}.`, []);
}

function withoutInput({ type, loc, msg }: ValidationIssue): ValidationIssue {
  return { type, loc, msg, input: undefined };
}
