import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { agentWords, networkWords, type Origin } from '#identity';
import { SealedFields } from '#platform';
import { ClientAddress } from './client-address.js';
import { SignInCookie } from './sign-in-cookie.js';

/** Tells where a request comes from: as much as helps a person to know their own devices, and no more. */
@Injectable()
export class Origins {
  constructor(
    private readonly addresses: ClientAddress,
    private readonly cookie: SignInCookie,
    private readonly sealed: SealedFields,
  ) {}

  of({ raw }: { raw: IncomingMessage }): Origin {
    const address = this.addresses.of(raw);
    return {
      fingerprint: this.sealed.fingerprint('address', address),
      network: networkWords(address),
      agent: agentWords(raw.headers['user-agent']),
      deviceToken: this.cookie.readDevice(raw.headers.cookie),
    };
  }
}
