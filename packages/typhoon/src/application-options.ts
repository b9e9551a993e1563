import type { ApplicationOptions as CoreOptions } from '@typhoon/core';
import { APPLICATION_RULES, anything, cureOfOtherWord, readByRules, text } from '@typhoon/core/internal';
import type { OptionRules, ProblemList } from '@typhoon/core/internal';
import type { ApplicationOptions } from './app.js';

/** Those of core, and what stands beside them here: what is no plain value is checked by the part that reads it. */
const RULES: OptionRules<CoreOptions> & OptionRules<Omit<ApplicationOptions, keyof CoreOptions>> = {
  ...APPLICATION_RULES,
  title: text,
  version: text,
  termsOfService: text,
  contact: anything,
  license: anything,
  docs: anything,
  websocket: anything,
  redis: anything,
  tasks: anything,
  schedules: { accepts: Array.isArray, expected: 'a list of classes with @Cron or @Every' },
  overload: anything,
  health: anything,
  metrics: anything,
  tracing: anything,
  cors: anything,
  securityHeaders: anything,
  compression: anything,
  trustedHosts: anything,
  cookieSecrets: anything,
  csrf: anything,
};

/** The options without those that nobody knows and those whose value is none the option may have: these are noted. */
export function readApplicationOptions(options: ApplicationOptions, problems: ProblemList): ApplicationOptions {
  return readByRules(options, { rules: RULES, code: 'TYPHOON_ERR_APP_OPTIONS', isExtensible: true, cureOf: cureOfOtherWord }, 'createApp()', problems);
}
