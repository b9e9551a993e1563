import { createApp } from 'typhoon';
import { EchoController } from './echo/echo-controller.js';
import { InstanceController } from './instance/instance-controller.js';
import { LimitedController } from './limited/limited-controller.js';
import { ReportController } from './cached/report-controller.js';
import { RoomController } from './rooms/room-controller.js';
import { SlowController } from './slow/slow-controller.js';
import { Computing } from './tasks/computing.js';
import { TaskController } from './tasks/task-controller.js';

const DESCRIPTION = 'Seven small demonstrations. Each works in one process; together with Redis they work in as many as you start.';

export const app = createApp({
  title: 'Scaling',
  version: '1.0.0',
  description: DESCRIPTION,
  license: 'MIT',
  controllers: [SlowController, EchoController, InstanceController, RoomController, LimitedController, ReportController, TaskController],
  tasks: [Computing],
  // Undefined: one process, which needs nobody.
  redis: process.env['REDIS_URL'],
  // nginx gives each request an id: one for its log, ours, and what the client is told of an error.
  server: { requestIdHeader: 'x-request-id' },
});
