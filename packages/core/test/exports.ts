import t from 'tap';
import * as jwt from '@typhoon/core/jwt';
import * as internal from '@typhoon/core/internal';
import * as core from '@typhoon/core';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = [
  // application
  ...['Application', 'createApp', 'typhoon'],
  // declaring
  ...['Controller', 'mount', 'Delete', 'Get', 'Head', 'Options', 'Patch', 'Post', 'Put', 'Route'],
  ...['Body', 'Cookie', 'File', 'Form', 'FormBody', 'Header', 'Path', 'Query', 'UploadStream', 'UploadedFile', 'onError'],
  // schemas
  ...['Model', 'Type', 'named', 'parse', 'safeParse', 'stringify'],
  // dependencies
  ...[
    'Depends',
    'Injectable',
    'Ready',
    'Security',
    'background',
    'dependency',
    'fastifyReply',
    'fastifyRequest',
    'lastEventId',
    'lazy',
    'log',
    'metricSources',
    'observer',
    'signal',
  ],
  // answers and errors
  ...[
    'BootError',
    'ERROR_CODES',
    'HttpError',
    'RequestTimeout',
    'RequestValidationError',
    'ResponseTypeError',
    'ResponseValidationError',
    'TooBusy',
    'ValidationError',
  ],
  ...['reply', 'Bytes', 'Empty', 'EventStream', 'FileDownload', 'Html', 'JsonLines', 'Redirect', 'Text', 'event'],
  // security
  ...['AccessToken', 'PasswordForm', 'constantTimeEqual', 'formatChallenge', 'formatChallenges', 'hashPassword', 'needsRehash'],
  ...['requiredScopes', 'security', 'unauthorized', 'verifyPassword'],
  // settings
  ...['Secret', 'SettingsError', 'secret', 'settings'],
];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(core).sort(), PUBLIC.toSorted());
});

t.test('keeps what only other packages of Typhoon need under a path of its own', async (t) => {
  t.strictSame(Object.keys(internal).sort(), [
    'APPLICATION_RULES',
    'BODY_PARTS',
    'BodySyntaxError',
    'FormBody',
    'INVALID',
    'MetricSources',
    'ProblemList',
    'RETRY_AFTER',
    'RequestAbandonedError',
    'SHARED_RULES',
    'Teardowns',
    'TypeBoxType',
    'addVary',
    'anything',
    'assertAppOption',
    'assertOptions',
    'beginState',
    'codecOf',
    'collectIssues',
    'collectOutputIssues',
    'compileAcceptCheck',
    'compileGivenCall',
    'compileSerializer',
    'compileSteps',
    'compileValidator',
    'componentOf',
    'cookieSetBy',
    'createDependency',
    'createEarlyHook',
    'createErrorHandler',
    'createSocketFeatureHooks',
    'createValidationHook',
    'cureOfOtherWord',
    'describeRoutes',
    'extendDependency',
    'findErrorHandler',
    'findSchemaProblems',
    'flag',
    'formatTable',
    'httpDescriber',
    'isAddedUp',
    'isDescribed',
    'isJsonType',
    'isModelClass',
    'isSchema',
    'isThenable',
    'isTransform',
    'joinGathering',
    'kLogBindings',
    'kindOf',
    'list',
    'markedNamesOf',
    'offeredTypes',
    'openConnectionsOf',
    'parseJson',
    'readByRules',
    'readCookies',
    'readDuration',
    'readLauncher',
    'readOwnRoutes',
    'readVary',
    'readWork',
    'runDependencies',
    'runStep',
    'runsEarly',
    'serveGather',
    'setLauncher',
    'stateOf',
    'tagOf',
    'text',
    'toAddressGroup',
    'toError',
    'toMilliseconds',
    'toSchema',
    'toSecurityDependency',
    'uploadRuleOf',
    'validates',
    'withoutPort',
    'writeFeature',
    'writeRoute',
    'writeWork',
  ]);
});

t.test('loads the library for JSON Web Tokens only where it is asked for', async (t) => {
  t.strictSame(Object.keys(jwt), ['jwt']);
});
