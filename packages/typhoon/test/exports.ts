import * as core from '@typhoon/core';
import * as httpClient from '@typhoon/http-client';
import * as observability from '@typhoon/observability';
import * as openapi from '@typhoon/openapi';
import * as scale from '@typhoon/scale';
import * as web from '@typhoon/web';
import * as websocket from '@typhoon/websocket';
import t from 'tap';
import * as own from '#src/index.js';

t.test(
  'exports all of core, of the documents, of WebSockets and of what browsers need and of what scales, with a createApp that has all of it on',
  async (t) => {
    const all: Record<string, unknown> = { ...core, ...httpClient, ...observability, ...openapi, ...scale, ...web, ...websocket };
    t.strictSame(Object.keys(own).sort(), Object.keys(all).sort());
    const { Application, createApp, ...others } = own;
    t.not(createApp, core.createApp);
    t.ok(Application.prototype instanceof core.Application);
    for (const [name, member] of Object.entries(others)) t.equal(member, all[name], name);
  },
);
