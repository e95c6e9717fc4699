import { Injectable, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { MESSAGE_MAPPING_METADATA, MESSAGE_METADATA } from '@nestjs/websockets/constants.js';
import type { Endpoint } from '#contracts';
import { endpointOf } from './endpoint-of.js';
import { POLICY, type Policy } from './policy.js';

/** A method that a request or a socket event reaches. */
export type Handler = Readonly<{
  name: string;
  policy: Policy | undefined;
  endpoint: Endpoint | undefined;
  /** The socket event that reaches it. */
  event: string | undefined;
  /** Whether it is a route that may change something. */
  isMutating: boolean;
}>;

const READING: ReadonlySet<RequestMethod | undefined> = new Set([
  undefined, // a socket event
  RequestMethod.GET,
  RequestMethod.HEAD,
  RequestMethod.OPTIONS,
]);

type Class = abstract new (...args: never[]) => unknown;
const isReached = (method: object) =>
  Reflect.hasMetadata(METHOD_METADATA, method) || Reflect.hasMetadata(MESSAGE_MAPPING_METADATA, method);

/** Every handler of the application, read off its controllers and gateways. */
@Injectable()
export class Handlers {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  all(): Handler[] {
    const wrappers = [...this.discovery.getControllers(), ...this.discovery.getProviders()];
    const classes = wrappers.map(({ metatype }) => metatype).filter((metatype) => typeof metatype === 'function');
    return [...new Set(classes)].flatMap((metatype) => this.of(metatype as Class));
  }

  private of(metatype: Class): Handler[] {
    const prototype = metatype.prototype as Record<string, object> | undefined;
    if (!prototype) return [];
    return this.scanner
      .getAllMethodNames(prototype)
      .map((name) => ({ name, method: prototype[name]! }))
      .filter(({ method }) => isReached(method))
      .map(({ name, method }) => ({
        name: `${metatype.name}.${name}`,
        policy: (Reflect.getMetadata(POLICY, method) ?? Reflect.getMetadata(POLICY, metatype)) as Policy | undefined,
        endpoint: endpointOf(method),
        event: Reflect.getMetadata(MESSAGE_METADATA, method) as string | undefined,
        isMutating: !READING.has(Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined),
      }));
  }
}
