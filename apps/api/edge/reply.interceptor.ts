import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import type { Endpoint } from '#contracts';
import { internalProblem } from '#platform';
import { ENDPOINT } from './serves.js';

/** Cuts every reply to the form of its contract: what is not declared never leaves. */
@Injectable()
export class ReplyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = Reflect.getMetadata(ENDPOINT, context.getHandler()) as Endpoint | undefined;
    return endpoint ? next.handle().pipe(map((reply: unknown) => cut(endpoint, reply))) : next.handle();
  }
}

function cut({ reply, method, path }: Endpoint, value: unknown): unknown {
  const parsed = reply.safeParse(value);
  if (parsed.success) return parsed.data ?? {};
  const wrong = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw internalProblem(new Error(`${method} ${path} does not keep its contract at: ${wrong}`));
}
