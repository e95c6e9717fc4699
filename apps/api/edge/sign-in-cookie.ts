import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '#platform';

/** A browser stays known for as long; what it proves is only that it was here before. */
const DEVICE_SEC = 400 * 86_400;
const DAY_SEC = 86_400;
/** 256 bits in base64url: what we set, and what nobody can make shorter. */
const TOKEN = /^[\w-]{43}$/;

/**
 * The cookies of a browser: one stands for the sign-in, one for safety check and help in a live session, one for the browser itself.
 * Over https their names forbid other hosts and paths to set them.
 */
@Injectable()
export class SignInCookie {
  readonly name: string;
  private readonly capability: string;
  private readonly device: string;
  private readonly attributes: string;

  constructor(
    { publicUrl }: Config,
    private readonly host: HttpAdapterHost,
  ) {
    const isSecure = publicUrl.startsWith('https:');
    this.name = isSecure ? '__Host-hearth' : 'hearth';
    [this.capability, this.device] = [`${this.name}-session`, `${this.name}-device`];
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  }

  /** @param header the Cookie header of a request or of a socket's handshake */
  read(header: string | undefined): string | undefined {
    return cookieOf(header, this.name);
  }

  readCapability(header: string | undefined): string | undefined {
    return cookieOf(header, this.capability);
  }

  /** All that may stand for somebody, the usual sign-in first. */
  tokens(header: string | undefined): (string | undefined)[] {
    return [this.read(header), this.readCapability(header)];
  }

  readDevice(header: string | undefined): string | undefined {
    const token = cookieOf(header, this.device);
    return token && TOKEN.test(token) ? token : undefined;
  }

  /**
   * @param reply the framework's reply, as `@Res({ passthrough: true })` gives it
   * @param token of URL-safe characters only
   */
  set(reply: unknown, token: string): void {
    this.send(reply, `${this.name}=${token}; ${this.attributes}`);
  }

  /** Of a person who has come in, with the browser that they came with. */
  admit(reply: unknown, { token, deviceToken }: { token: string; deviceToken: string | undefined }): void {
    this.set(reply, token);
    if (deviceToken) this.send(reply, `${this.device}=${deviceToken}; ${this.attributes}; Max-Age=${DEVICE_SEC}`);
  }

  setCapability(reply: unknown, token: string): void {
    this.send(reply, `${this.capability}=${token}; ${this.attributes}; Max-Age=${DAY_SEC}`);
  }

  /** The browser stays known, and is told to forget what it has cached. Its storage stays: what was not sent yet, a safety check perhaps, is in there. */
  clear(reply: unknown): void {
    this.host.httpAdapter.setHeader(reply, 'Clear-Site-Data', '"cache"');
    for (const name of [this.name, this.capability]) this.send(reply, `${name}=; ${this.attributes}; Max-Age=0`);
  }

  /** Several cookies of one reply stand beside each other. */
  private send(reply: unknown, cookie: string): void {
    this.host.httpAdapter.appendHeader(reply, 'Set-Cookie', cookie);
  }
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;
}
