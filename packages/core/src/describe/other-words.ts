/** Options of a Fastify server that its users write beside ours. */
const OF_SERVER = [
  'logger',
  'loggerInstance',
  'trustProxy',
  'genReqId',
  'requestIdHeader',
  'requestTimeout',
  'connectionTimeout',
  'keepAliveTimeout',
  'disableRequestLogging',
  'http2',
  'https',
  'routerOptions',
  'pluginTimeout',
];

/** Options of a Fastify route: they go through `fastify` on every level. */
const OF_ROUTE = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse', 'onError', 'config', 'constraints'];

/** What other frameworks call it, too far from our word to be taken for a slip. */
const WORDS: Readonly<Record<string, string>> = {
  statusCode: 'status',
  status_code: 'status',
  httpCode: 'status',
  responseModel: 'response',
  response_model: 'response',
  guards: 'security',
  exception_handlers: 'errorHandlers',
  exceptionHandlers: 'errorHandlers',
  filters: 'errorHandlers',
  include_in_schema: 'hidden: true',
  routers: 'controllers',
};

/** What to write instead of an option's name that is right elsewhere: `logger` → "Write server: { logger: … }." */
export function cureOfOtherWord(name: string): string | undefined {
  if (OF_SERVER.includes(name)) return `Write server: { ${name}: … } among the options of createApp().`;
  if (OF_ROUTE.includes(name)) return `Write fastify: { ${name}: … }.`;
  return Object.hasOwn(WORDS, name) ? `Write '${WORDS[name]}'.` : undefined;
}
