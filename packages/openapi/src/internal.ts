// What other packages of Typhoon need and users do not: `@typhoon/openapi/internal`. It may change in any release.

export { DOCUMENT_RULES, PAGES_RULES } from './plugin/plugin-options.js';
