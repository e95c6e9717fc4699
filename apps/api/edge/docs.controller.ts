import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { docsPage } from './docs-page.js';
import { Handlers } from './handlers.js';
import { openApi } from './openapi.js';
import { DemoOnly, Public } from './policy.js';
import { SignInCookie } from './sign-in-cookie.js';

/** The API about itself: for programs everywhere, for people in demo mode. */
@Controller()
export class DocsController {
  constructor(
    private readonly handlers: Handlers,
    private readonly cookie: SignInCookie,
  ) {}

  @Public()
  @Get('/openapi.json')
  document(): Record<string, unknown> {
    return openApi(this.handlers.all(), this.cookie.name);
  }

  @DemoOnly()
  @Get('/docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    return docsPage(this.handlers.all(), reply.styleNonce());
  }
}
