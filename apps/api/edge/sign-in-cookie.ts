import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '#platform';

/** The cookie that stands for a sign-in. Over https its name forbids other hosts and paths to set it. */
@Injectable()
export class SignInCookie {
  readonly name: string;
  private readonly attributes: string;

  constructor(
    { publicUrl }: Config,
    private readonly host: HttpAdapterHost,
  ) {
    const isSecure = publicUrl.startsWith('https:');
    this.name = isSecure ? '__Host-hearth' : 'hearth';
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  }

  /** @param header the Cookie header of a request or of a socket's handshake */
  read(header: string | undefined): string | undefined {
    const pairs = (header ?? '').split(';').map((pair) => pair.trim());
    return pairs.find((pair) => pair.startsWith(`${this.name}=`))?.slice(this.name.length + 1) || undefined;
  }

  /**
   * @param reply the framework's reply, as `@Res({ passthrough: true })` gives it
   * @param token of URL-safe characters only
   */
  set(reply: unknown, token: string): void {
    this.host.httpAdapter.setHeader(reply, 'Set-Cookie', `${this.name}=${token}; ${this.attributes}`);
  }

  /** Also tells the browser to forget what it has cached. Its storage stays: what was not sent yet, a safety check perhaps, is in there. */
  clear(reply: unknown): void {
    this.host.httpAdapter.setHeader(reply, 'Clear-Site-Data', '"cache"');
    this.host.httpAdapter.setHeader(reply, 'Set-Cookie', `${this.name}=; ${this.attributes}; Max-Age=0`);
  }
}
