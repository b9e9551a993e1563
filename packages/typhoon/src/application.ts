import { Application as CoreApplication } from '@typhoon/core';
import type { ApplicationOptions, ProgramProblem } from '@typhoon/core';
import type { Schedules } from '@typhoon/scale';
import type { ChannelFor, SocketMethod, WebSocketsKind } from '@typhoon/websocket';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever its constructor takes
type AnyController = abstract new (...args: any[]) => any;

/** What `createApp` has made for it. */
interface ApplicationParts {
  readonly sockets: WebSocketsKind;
  readonly schedules: Schedules;
  /** Mistakes in the options that became them. */
  readonly found: readonly ProgramProblem[];
}

/** The object `createApp()` returns: owns controllers, dependencies, channels and one Fastify instance. */
export class Application extends CoreApplication {
  /** What runs at times: `schedules` of `createApp`. */
  readonly schedules: Schedules;
  readonly #sockets: WebSocketsKind;

  /** @throws BootError with every mistake of the program, numbered. */
  constructor(options: ApplicationOptions, { sockets, schedules, found }: ApplicationParts) {
    super(options, found);
    this.schedules = schedules;
    this.#sockets = sockets;
  }

  /**
   * What publishes to the rooms of a controller's WebSockets, from anywhere: tasks, scripts, other servers' callbacks.
   * In an HTTP handler `@Depends(channelOf(ChatController))` is the same.
   *
   * @param handler The method, where the controller has several that are given a socket.
   * @throws TypeError before the application is ready, and for a controller without WebSockets.
   * @example await app.channel(ChatController).to('lobby').send({ kind: 'said', by: 'the server', text: 'Hello.' });
   */
  channel<TController extends AnyController, TKey extends SocketMethod<InstanceType<TController>> = SocketMethod<InstanceType<TController>>>(
    controller: TController,
    handler?: TKey,
  ): ChannelFor<InstanceType<TController>, TKey> {
    return this.#sockets.channel(controller, handler);
  }
}
