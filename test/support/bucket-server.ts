import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Bucket } from '#platform';

type Kept = { bytes: Buffer; at: Date };
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const LATE_MS = 15 * 60_000;
const PAGE = 3;

/**
 * A bucket as S3 has it, in memory: path-style addresses, PUT, GET, DELETE and ListObjectsV2 in pages. Every request must carry a
 * Signature Version 4 that this server, too, comes to; the digest of the body is compared with the body.
 */
export class BucketServer {
  readonly objects = new Map<string, Kept>();
  /** Status of the next answers, as a bucket in trouble gives them. */
  readonly failures: number[] = [];
  readonly refused: string[] = [];
  private readonly server = createServer((request, reply) => void this.answer(request, reply));

  private constructor(private readonly secret: string) {}

  static async start(secret = 'a secret of the bucket, long enough'): Promise<BucketServer> {
    const made = new BucketServer(secret);
    await new Promise<void>((done) => made.server.listen(0, '127.0.0.1', done));
    return made;
  }

  get bucket(): Bucket {
    const { port } = this.server.address() as AddressInfo;
    const name = { name: 'papers', region: 'eu-central-1', accessKey: 'CLINIC', secretKey: this.secret };
    return { endpoint: `http://127.0.0.1:${port}`, ...name };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const url = new URL(request.url!, 'http://bucket');
    const wrong = this.wrongWith(request, url, body);
    if (wrong) {
      this.refused.push(wrong);
      reply.writeHead(403).end(`<Error><Code>${wrong}</Code></Error>`);
      return;
    }
    const failure = this.failures.shift();
    if (failure) reply.writeHead(failure).end('<Error/>');
    else this.serve(request.method!, url, body, reply);
  }

  private serve(method: string, url: URL, body: Buffer, reply: ServerResponse): void {
    const key = decodeURIComponent(url.pathname.slice('/papers/'.length));
    if (method === 'PUT') this.objects.set(key, { bytes: body, at: new Date() });
    if (method === 'DELETE') this.objects.delete(key);
    if (method !== 'GET') return void reply.writeHead(method === 'DELETE' ? 204 : 200).end();
    if (!key) return void reply.writeHead(200, { 'content-type': 'application/xml' }).end(this.list(url.searchParams));
    const kept = this.objects.get(key);
    if (kept) reply.writeHead(200).end(kept.bytes);
    else reply.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
  }

  private list(query: URLSearchParams): string {
    const after = query.get('continuation-token') ?? '';
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(query.get('prefix')!) && key > after).sort();
    const page = keys.slice(0, PAGE);
    const next = keys.length > PAGE ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    const contents = page.map(
      (key) => `<Contents><Key>${key}</Key><LastModified>${this.objects.get(key)!.at.toISOString()}</LastModified></Contents>`,
    );
    return `<?xml version="1.0"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`;
  }

  /** Why S3 would refuse it; null when it would not. */
  private wrongWith({ method, headers }: IncomingMessage, url: URL, body: Buffer): string | null {
    const [, accessKey, day, region, names = '', signature = ''] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
    if (accessKey !== this.bucket.accessKey || region !== this.bucket.region) return 'InvalidAccessKeyId';
    const at = String(headers['x-amz-date']);
    const iso = at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
    if (!at.startsWith(day!) || !(Math.abs(Date.parse(iso) - Date.now()) < LATE_MS)) return 'RequestTimeTooSkewed';
    const digest = String(headers['x-amz-content-sha256']);
    if (digest !== sha256(body)) return 'XAmzContentSHA256Mismatch';
    if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.split(';').includes(name))) return 'AccessDenied';
    const signedHeaders = names.split(';').map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`);
    const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
    const path = url.pathname.split('/').map((part) => encoded(decodeURIComponent(part)));
    const canonical = [method, path.join('/'), query.join('&'), signedHeaders.join(''), names, digest].join('\n');
    const scope = `${day}/${region}/s3/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
    const key = [day!, region!, 's3', 'aws4_request'].reduce<string | Buffer>(
      (made, part) => hmac(made, part),
      `AWS4${this.secret}`,
    );
    return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
  }
}
