import type { MetricSample, MetricSources } from '@typhoon/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUpgrade } from '../upgrade.js';
import { Distribution } from './distribution.js';

/** The answers of one route, method and status. */
interface Cell {
  readonly labels: { readonly method: string; readonly route: string; readonly status: number };
  readonly durations: Distribution;
  count: number;
  sent: number;
}

/** What no route answers is told by one name: paths that strangers try are as many as they like. */
const UNMATCHED = 'unmatched';
/** What nginx says of a client that has gone before it was answered. */
const GONE = 499;

/** Counts requests by the route's template, its method and the status of the answer. */
export class RequestMetrics {
  readonly #routes = new Map<string, Map<string, Cell[]>>();
  readonly #buckets: readonly number[];
  #open = 0;

  constructor(buckets: readonly number[]) {
    this.#buckets = buckets;
  }

  /** Before all other hooks: what they refuse counts, too. */
  register(instance: FastifyInstance): void {
    instance.addHook('onRequest', (request, reply, done) => {
      const begun = performance.now();
      if (isUpgrade(request)) {
        // What becomes of an upgrade is counted as a socket; a listener for its end would keep request and answer in memory.
        reply.raw.on('finish', () => this.#count(request, reply, begun));
      } else {
        this.#open++;
        // Unlike `onResponse` it comes for what was given up, and for what a handler has taken over.
        reply.raw.on('close', () => {
          this.#open--;
          this.#count(request, reply, begun);
        });
      }
      done();
    });
  }

  describe(sources: MetricSources): void {
    const samples = (toSamples: (cell: Cell) => Iterable<MetricSample>) => () => this.#read(toSamples);
    sources.add({
      name: 'http_requests_total',
      help: 'Requests that were answered, by route, method and status; 499: the client went before.',
      type: 'counter',
      read: samples(({ count }) => [{ value: count }]),
    });
    sources.add({
      name: 'http_request_duration_seconds',
      help: 'From the head of a request to the end of its answer, by route, method and status.',
      type: 'histogram',
      read: samples(({ durations }) => durations.read()),
    });
    sources.add({
      name: 'http_response_size_bytes_total',
      help: 'Bytes of bodies that were sent, where their length was known.',
      type: 'counter',
      read: samples(({ sent }) => [{ value: sent }]),
    });
    sources.add({ name: 'http_requests_in_flight', help: 'Requests that are being answered.', type: 'gauge', read: () => [{ value: this.#open }] });
  }

  *#read(toSamples: (cell: Cell) => Iterable<MetricSample>): Iterable<MetricSample> {
    for (const methods of this.#routes.values()) {
      for (const cells of methods.values()) {
        for (const cell of cells) for (const sample of toSamples(cell)) yield { ...sample, labels: { ...cell.labels, ...sample.labels } };
      }
    }
  }

  #count(request: FastifyRequest, reply: FastifyReply, begun: number): void {
    const { raw } = reply;
    const status = raw.headersSent ? raw.statusCode : GONE;
    const cell = this.#cellOf(request.routeOptions.url ?? UNMATCHED, request.method, status);
    cell.count++;
    cell.durations.observe((performance.now() - begun) / 1000);
    const length = reply.getHeader('content-length');
    if (length !== undefined && request.method !== 'HEAD') cell.sent += Number(length);
  }

  #cellOf(route: string, method: string, status: number): Cell {
    let methods = this.#routes.get(route);
    if (methods === undefined) this.#routes.set(route, (methods = new Map<string, Cell[]>()));
    let cells = methods.get(method);
    if (cells === undefined) methods.set(method, (cells = []));
    for (const cell of cells) if (cell.labels.status === status) return cell;
    const made: Cell = { labels: { method, route, status }, durations: new Distribution(this.#buckets), count: 0, sent: 0 };
    cells.push(made);
    return made;
  }
}
