// JSON Web Tokens: a part of its own, so that only who imports it loads `jose`.
export * from '@typhoon/core/jwt';
