import type { Application } from '@typhoon/core';
import { setLauncher } from '@typhoon/core/internal';
import type { Launcher } from '@typhoon/core/internal';
import type { FastifyListenOptions } from 'fastify';

/** What the command line says of listening; it wins over what the entry says. */
export type ListenOptions = Pick<FastifyListenOptions, 'host' | 'port' | 'path'>;

/** An application that its own entry makes listen. */
export interface SelfListening {
  readonly app: Application;
  /** Settles with the entry's call of `listen`. Never, where nothing is to be served. */
  readonly address: Promise<string>;
}

/** How the applications of an entry are treated. */
export interface WatchOptions {
  readonly purpose: Launcher['purpose'];
  /** Given on the command line. */
  readonly listen?: ListenOptions;
  readonly server?: Launcher['server'];
  /** Of a process that does tasks. */
  readonly concurrency?: number | undefined;
  readonly deadline?: number | undefined;
}

type Listen = (options?: FastifyListenOptions, done?: (error: Error | null, address: string) => void) => Promise<string>;

/** Sees the applications that an entry makes, and those that it makes listen by itself. */
export class ApplicationWatch {
  readonly made: Application[] = [];
  /** Settles at the first call of `listen`. */
  readonly selfListening: Promise<SelfListening>;
  readonly #options: WatchOptions;
  #notice: (found: SelfListening) => void = () => undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.selfListening = new Promise((resolve) => (this.#notice = resolve));
    const { purpose, server, concurrency, deadline } = options;
    setLauncher({ purpose, concurrency, deadline, created: (app) => this.#watch(app), server });
  }

  /** An application made now is no longer looked at. */
  stop(): void {
    setLauncher(undefined);
  }

  #watch(app: Application): void {
    this.made.push(app);
    const listen = app.fastify.listen.bind(app.fastify) as Listen;
    const mine: Listen = async (options, done) => {
      const address = this.#options.purpose !== 'serve' ? new Promise<string>(() => undefined) : this.#listen(listen, options, done);
      this.#notice({ app, address });
      return address;
    };
    app.fastify.listen = mine as typeof app.fastify.listen;
  }

  async #listen(listen: Listen, options: FastifyListenOptions | undefined, done: Parameters<Listen>[1]): Promise<string> {
    const { listen: given } = this.#options;
    // Where there are a port and a path, Node takes the port.
    const { host: _host, port: _port, ...rest } = options ?? {};
    const all = { ...(given?.path === undefined ? options : rest), ...given };
    if (done === undefined) return listen(all);
    try {
      const address = await listen(all);
      done(null, address);
      return address;
    } catch (error) {
      done(error as Error, '');
      throw error;
    }
  }
}
