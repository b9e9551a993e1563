/**
 * The only module that touches `Reflect`'s metadata. Decorators record here, `describe` reads here.
 */
import 'reflect-metadata';
import type { SourceRecord } from '../decorators/source.js';
import type { Lifetime } from '../dependency/dependency.js';
import type { RouteFeature } from '../route-feature.js';

/** A class of the user, whatever its constructor takes. */
export type AnyClass = abstract new (...args: never[]) => object;

/** What `@Controller` recorded. */
export interface ControllerRecord {
  readonly prefix: string;
  readonly options: object;
}

/** What a method decorator recorded. `kind` names the describer and compiler of the route: `http`, later `websocket`. */
export interface RouteRecord {
  readonly kind: string;
  readonly key: string | symbol;
  readonly path: string;
  readonly options: object;
}

/** What a parameter decorator recorded. */
export interface ParameterRecord {
  readonly index: number;
  readonly source: SourceRecord;
}

/** What `@Injectable` recorded. */
export interface InjectableRecord {
  readonly lifetime: Lifetime;
}

/** What a decorator of a method that no request calls recorded: a task, a schedule. */
export interface WorkRecord {
  readonly kind: string;
  readonly key: string;
  readonly options: object;
}

const kWork = Symbol.for('typhoon.work');
const kFeatures = Symbol.for('typhoon.features');
const kReadiness = Symbol.for('typhoon.readiness');
const kInjectable = Symbol.for('typhoon.injectable');
const kController = Symbol.for('typhoon.controller');
const kRoutes = Symbol.for('typhoon.routes');
const kParameters = Symbol.for('typhoon.parameters');
/** Constructor parameters are recorded under this key: a class has no property name for its constructor's. */
const CONSTRUCTOR = 'constructor';

export function writeController(target: AnyClass, record: ControllerRecord): void {
  Reflect.defineMetadata(kController, record, target);
}

/** Own only: a subclass of a controller is a controller when it says so. */
export function readController(target: AnyClass): ControllerRecord | undefined {
  return Reflect.getOwnMetadata(kController, target) as ControllerRecord | undefined;
}

export function writeRoute(prototype: object, record: RouteRecord): void {
  const routes = readOwnRoutes(prototype);
  // Decorators of one method run from the last to the first: the list keeps the order of the source.
  const index = routes.findIndex((route) => route.key === record.key);
  Reflect.defineMetadata(kRoutes, index === -1 ? [...routes, record] : routes.toSpliced(index, 0, record), prototype);
}

/** The routes recorded on this very prototype, in the order of the source. */
export function readOwnRoutes(prototype: object): readonly RouteRecord[] {
  return (Reflect.getOwnMetadata(kRoutes, prototype) as readonly RouteRecord[] | undefined) ?? [];
}

/** `key` is undefined for the constructor's parameters, whose target is the class itself. */
export function writeParameter(target: object, key: string | symbol | undefined, record: ParameterRecord): void {
  const parameters = readOwnParameters(target, key);
  Reflect.defineMetadata(kParameters, [...parameters, record], target, key ?? CONSTRUCTOR);
}

/** The parameters recorded on this very method (or class), in the order the decorators ran. */
export function readOwnParameters(target: object, key: string | symbol | undefined): readonly ParameterRecord[] {
  return (Reflect.getOwnMetadata(kParameters, target, key ?? CONSTRUCTOR) as readonly ParameterRecord[] | undefined) ?? [];
}

/** `key` is undefined for what a whole class has: then the target is the class itself. */
export function writeFeature(target: object, key: string | symbol | undefined, feature: RouteFeature): void {
  // Decorators run from the last to the first: the list keeps the order of the source.
  Reflect.defineMetadata(kFeatures, [feature, ...readFeatures(target, key)], target, key ?? CONSTRUCTOR);
}

/** What was written for this very class, or for the method of this very prototype. */
export function readFeatures(target: object, key: string | symbol | undefined): readonly RouteFeature[] {
  return (Reflect.getOwnMetadata(kFeatures, target, key ?? CONSTRUCTOR) as readonly RouteFeature[] | undefined) ?? [];
}

export function writeInjectable(target: AnyClass, record: InjectableRecord): void {
  Reflect.defineMetadata(kInjectable, record, target);
}

export function readInjectable(target: AnyClass): InjectableRecord | undefined {
  return Reflect.getOwnMetadata(kInjectable, target) as InjectableRecord | undefined;
}

export function writeReadiness(prototype: object, key: string | symbol): void {
  Reflect.defineMetadata(kReadiness, [...new Set([key, ...readReadiness(prototype)])], prototype);
}

/** The methods that say whether an instance can be used, inherited ones too. */
export function readReadiness(prototype: object): readonly (string | symbol)[] {
  return (Reflect.getMetadata(kReadiness, prototype) as readonly (string | symbol)[] | undefined) ?? [];
}

export function writeWork(prototype: object, record: WorkRecord): void {
  // Decorators of a class run in the order of its methods, those of one method from the last to the first.
  Reflect.defineMetadata(kWork, [...readWork(prototype, record.kind, true), record], prototype, record.kind);
}

/** The work of a kind of a class, that of the classes it extends included, unless only its own is asked for. */
export function readWork(prototype: object, kind: string, isOwn = false): readonly WorkRecord[] {
  const own = (Reflect.getOwnMetadata(kWork, prototype, kind) as readonly WorkRecord[] | undefined) ?? [];
  const base = Object.getPrototypeOf(prototype) as object | null;
  if (isOwn || base === null) return own;
  return [...readWork(base, kind).filter(({ key }) => !own.some((record) => record.key === key)), ...own];
}
