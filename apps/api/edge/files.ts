import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** The framework's reply, as `@Res({ passthrough: true })` gives it. */
export type Headed = { header(name: string, value: string): unknown };
type File = Readonly<{ content: Readable; mediaType: string; byteCount: number }>;

/** Whatever is in it, a browser runs none of it: it is no page, has no origin, and loads nothing. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Answers with bytes that somebody has sent: to be saved, never to be shown as a page of ours. */
export function asFile(reply: Headed, { content, mediaType, byteCount }: File): StreamableFile {
  const ending = mediaType.split('/')[1]!;
  reply.header('Content-Security-Policy', POLICY);
  reply.header('Cross-Origin-Resource-Policy', 'same-origin');
  reply.header('X-Content-Type-Options', 'nosniff');
  return new StreamableFile(content, {
    type: mediaType,
    disposition: `attachment; filename="document.${ending}"`,
    length: byteCount,
  });
}

/** The bytes of a request, as they come; null when something else came. Whoever stops reading can still be answered why. */
export const piecesOf = (body: unknown): AsyncIterable<Buffer> | null =>
  body instanceof Readable ? body.iterator({ destroyOnReturn: false }) : null;
