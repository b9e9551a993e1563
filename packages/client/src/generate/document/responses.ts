/** @see OpenAPI 3.1.1 §4.8.16 (Responses Object) */
import { childOf, entriesOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import type { SchemaReader } from '../schema/schema-reader.js';
import { STRING, UNDEFINED, UNKNOWN } from '../schema/type-node.js';
import type { TypeNode } from '../schema/type-node.js';
import type { ApiReply, ApiStream } from './api.js';
import { bodyKind, preferredOf } from './media-type.js';
import { readStream } from './stream.js';

export interface ApiAnswers {
  readonly replies: readonly ApiReply[];
  readonly failures: readonly ApiReply[];
  readonly stream?: ApiStream | undefined;
  readonly accept: readonly string[];
}

/** Answers by what they mean: 2xx are successes, or else `default` is; all others are failures. */
export function readAnswers(operation: Node, reader: SchemaReader): ApiAnswers {
  const declared = entriesOf(childOf(operation, 'responses')).filter(([status]) => /^([1-5](\d\d|XX)|default)$/i.test(status));
  const answers = declared.map(([status, node]) => readAnswer(status.toLowerCase(), reader.documents.resolve(node), reader));
  const isDeclared = answers.some(({ status }) => status.startsWith('2'));
  const isSuccess = ({ status }: Answer) => status.startsWith('2') || (!isDeclared && status === 'default');
  const successes = answers.filter(isSuccess);
  return {
    replies: successes.map(toReply),
    failures: answers.filter((answer) => !isSuccess(answer) && !answer.status.startsWith('1')).map(toReply),
    stream: successes.find(({ stream }) => stream !== undefined)?.stream,
    accept: [...new Set(successes.flatMap(({ mediaType }) => mediaType ?? []))],
  };
}

interface Answer {
  /** '200', '4xx', 'default' */
  readonly status: string;
  readonly mediaType?: string | undefined;
  readonly type: TypeNode;
  readonly stream?: ApiStream | undefined;
}

function readAnswer(status: string, node: Node, reader: SchemaReader): Answer {
  const content = new Map(entriesOf(childOf(node, 'content')));
  const mediaType = preferredOf([...content.keys()]);
  const media = content.get(mediaType ?? '');
  if (mediaType === undefined || media === undefined) return { status, type: UNDEFINED };
  const resolved = reader.documents.resolve(media);
  const isStreamed = ['events', 'lines'].includes(bodyKind(mediaType));
  const stream = isStreamed && status.startsWith('2') ? readStream(resolved, mediaType, reader) : undefined;
  return { status, mediaType, type: typeOfBody(resolved, mediaType, reader), stream };
}

/** As the run time decodes a body of this media type. */
function typeOfBody(media: Node, mediaType: string, reader: SchemaReader): TypeNode {
  const kind = bodyKind(mediaType);
  const schema = childOf(media, 'schema');
  if (mediaType === '*/*') return schema.value === undefined ? UNKNOWN : reader.read(schema);
  if (kind === 'json') return schema.value === undefined ? UNKNOWN : reader.read(schema);
  return kind === 'binary' || kind === 'multipart' ? { kind: 'named', name: 'Blob' } : STRING;
}

function toReply({ status, type }: Answer): ApiReply {
  return { declared: status === 'default' ? status : status.toUpperCase(), status: /^\d+$/.test(status) ? Number(status) : undefined, type };
}
