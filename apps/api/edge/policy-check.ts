import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Handlers } from './handlers.js';

/** Keeps the server from starting while any route or socket event says nothing about who may use it. */
@Injectable()
export class PolicyCheck implements OnApplicationBootstrap {
  constructor(private readonly handlers: Handlers) {}

  /** @throws Error that names every handler without a policy */
  onApplicationBootstrap(): void {
    const open = this.handlers.all().filter(({ policy }) => !policy);
    if (open.length)
      throw new Error(
        `No policy (@Public, @SignedIn, @SignedInPending, @DemoOnly) on: ${open.map(({ name }) => name).join(', ')}.`,
      );
  }
}
