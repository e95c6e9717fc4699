import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

import type { PasskeyAnswer } from '#contracts';
import { Problem } from '#kernel';
import { Config, Database, type Tx } from '#platform';
import type { Caller } from './caller.js';
import { VALIDITY } from './limits.js';
import { type NewPasskey, PasskeyRepository, type PasskeyRow } from './passkey.repository.js';
import { identityProblems } from './problems.js';

/** Takes a fifth of a second to load: not when the server starts, but when the first passkey is asked for. */
const webauthn = () => import('@simplewebauthn/server');

type Options = Record<string, unknown>;

/** Passkeys by WebAuthn. The person is verified each time (finger, face, PIN), so that a passkey alone is two factors. */
@Injectable()
export class PasskeysService {
  private readonly rpID: string;
  private readonly expectedOrigin: string[];

  constructor(
    private readonly database: Database,
    private readonly passkeys: PasskeyRepository,
    { publicUrl, mode, port }: Config,
  ) {
    this.rpID = new URL(publicUrl).hostname;
    this.expectedOrigin = [new URL(publicUrl).origin, ...(mode === 'demo' ? [`http://localhost:${port}`] : [])];
  }

  async enrolmentOptions({ personId, displayName }: Pick<Caller, 'personId' | 'displayName'>): Promise<Options> {
    const own = await this.passkeys.findOfPerson(personId);
    const options = await (await webauthn()).generateRegistrationOptions({
      rpName: 'Hearth',
      rpID: this.rpID,
      userName: displayName,
      userDisplayName: displayName,
      userID: new Uint8Array(Buffer.from(personId)),
      excludeCredentials: own.map(toDescriptor),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.giveOut(options.challenge, 'enrolment', personId);
    return { ...options };
  }

  /** @param personId whose passkeys; null for whoever comes, at the sign-in */
  async proofOptions(personId: string | null): Promise<Options> {
    const own = personId ? await this.passkeys.findOfPerson(personId) : [];
    const options = await (await webauthn()).generateAuthenticationOptions({
      rpID: this.rpID,
      allowCredentials: own.map(toDescriptor),
      userVerification: 'required',
    });
    await this.giveOut(options.challenge, personId ? 'proof' : 'sign_in', personId);
    return { ...options };
  }

  /** Judges what a browser has made; `keep` takes it into use. @throws `identity.wrong-proof` */
  async judgeNew(personId: string, name: string, answer: PasskeyAnswer): Promise<NewPasskey> {
    const response = answer as unknown as RegistrationResponseJSON;
    const { verifyRegistrationResponse } = await webauthn();
    const { registrationInfo } = await this.judged(() =>
      verifyRegistrationResponse({
        response,
        expectedChallenge: (challenge) => this.take(challenge, 'enrolment', personId),
        expectedOrigin: this.expectedOrigin,
        expectedRPID: this.rpID,
        requireUserVerification: true,
      }),
    );
    if (!registrationInfo) throw identityProblems.wrongProof();
    const { credential, credentialBackedUp: isSynced } = registrationInfo;
    return {
      personId,
      name,
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      signCount: credential.counter,
      transports: credential.transports ?? [],
      isSynced,
    };
  }

  keep(tx: Tx, passkey: NewPasskey): Promise<string> {
    return this.passkeys.insert(tx, passkey);
  }

  /**
   * Judges the answer to a challenge.
   *
   * @param personId who must have given it; null at the sign-in
   * @returns        whose passkey it is
   * @throws         `identity.wrong-proof` for everything that is not a fresh answer of a known passkey of an enabled person
   */
  async verify(answer: PasskeyAnswer, personId: string | null): Promise<string> {
    const passkey = await this.passkeys.findByCredential(Buffer.from(answer.id, 'base64url'));
    if (!passkey || (personId && passkey.personId !== personId)) throw identityProblems.wrongProof();
    const response = answer as unknown as AuthenticationResponseJSON;
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await this.judged(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: (challenge) => this.take(challenge, personId ? 'proof' : 'sign_in', personId),
        expectedOrigin: this.expectedOrigin,
        expectedRPID: this.rpID,
        requireUserVerification: true,
        credential: { ...toDescriptor(passkey), publicKey: new Uint8Array(passkey.publicKey), counter: passkey.signCount },
      }),
    );
    const isFirst =
      verified && (await this.database.transact((tx) => this.passkeys.markUsed(tx, passkey.id, authenticationInfo.newCounter)));
    if (!isFirst) throw identityProblems.wrongProof();
    return passkey.personId;
  }

  /** Whether the passkey of an answer that was judged is still there, which it then is until the transaction ends. */
  hold(tx: Tx, personId: string, { id }: PasskeyAnswer): Promise<boolean> {
    return this.passkeys.hold(tx, personId, Buffer.from(id, 'base64url'));
  }

  /** The library throws plain errors about whatever is wrong with an answer; all of them mean no. */
  private async judged<T>(judge: () => Promise<T>): Promise<T> {
    return judge().catch((cause: unknown) => {
      throw cause instanceof Problem ? cause : identityProblems.wrongProof({}, { cause });
    });
  }

  private giveOut(challenge: string, purpose: 'sign_in' | 'proof' | 'enrolment', personId: string | null): Promise<void> {
    return this.database.transact((tx) => this.passkeys.insertCeremony(tx, challenge, purpose, personId, VALIDITY.ceremonyMin));
  }

  private take(challenge: string, purpose: 'sign_in' | 'proof' | 'enrolment', personId: string | null): Promise<boolean> {
    return this.database.transact((tx) => this.passkeys.takeCeremony(tx, challenge, purpose, personId));
  }
}

const toDescriptor = ({ credentialId, transports }: PasskeyRow) => ({ id: credentialId.toString('base64url'), transports });
