import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { takesKey } from '#contracts';
import { type Handler, Handlers } from './handlers.js';

/** Keeps the server from starting while a mutating route neither takes an Idempotency-Key nor says why it does not. */
@Injectable()
export class KeyCheck implements OnApplicationBootstrap {
  constructor(private readonly handlers: Handlers) {}

  /** @throws Error that names every such route */
  onApplicationBootstrap(): void {
    const open = this.handlers.all().filter((handler) => handler.isMutating && !isSettled(handler));
    if (open.length) {
      throw new Error(`Must serve a contract, for people who are signed in or with \`withoutKey\`: ${names(open)}.`);
    }
  }
}

/** A key belongs to a person, so a route for everyone cannot take one. */
const isSettled = ({ endpoint, policy }: Handler): boolean =>
  endpoint !== undefined && (!takesKey(endpoint) || policy?.allows === 'signed-in');
const names = (handlers: readonly Handler[]): string => handlers.map(({ name }) => name).join(', ');
