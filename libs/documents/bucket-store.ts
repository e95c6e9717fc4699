import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsV4Signer } from 'aws4fetch';

import type { Bucket } from '#platform';
import { ObjectStore, type StoredObject } from './object-store.js';

const FOLDER = 'documents/';
const TIMEOUT_MS = 60_000;
/** The digest of no bytes, which a request without a body is signed with. */
const EMPTY = createHash('sha256').digest('hex');

type Asked = Readonly<{ method: 'GET' | 'PUT' | 'DELETE'; key?: string; query?: Readonly<Record<string, string>> }>;
type Body = Readonly<{ path: string; sha256: string; byteCount: number }>;

/** A bucket with the HTTP API of S3, requests signed with Signature Version 4; bytes travel with their digest, so none arrive changed. */
export class BucketStore extends ObjectStore {
  constructor(private readonly bucket: Bucket) {
    super();
  }

  async keep(name: string, path: string): Promise<void> {
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    const body = { path, sha256: hash.digest('hex'), byteCount: (await stat(path)).size };
    await this.ask({ method: 'PUT', key: FOLDER + name }, body);
  }

  async read(name: string): Promise<Readable | null> {
    const reply = await this.ask({ method: 'GET', key: FOLDER + name });
    return reply && Readable.fromWeb(reply.body as ReadableStream);
  }

  async remove(name: string): Promise<void> {
    const reply = await this.ask({ method: 'DELETE', key: FOLDER + name });
    await reply?.body?.cancel();
  }

  async list(prefix: string): Promise<StoredObject[]> {
    const found: StoredObject[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const query = { 'list-type': '2', prefix: FOLDER + prefix, ...(after && { 'continuation-token': after }) };
      const text = (await (await this.ask({ method: 'GET', query }))?.text()) ?? '';
      for (const [, entry = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs))
        found.push({ name: textIn(entry, 'Key')!.slice(FOLDER.length), writtenAt: new Date(textIn(entry, 'LastModified')!) });
      after = textIn(text, 'NextContinuationToken');
    }
    return found;
  }

  /** @returns null for what is not there. @throws Error for every other failure */
  private async ask({ method, key = '', query = {} }: Asked, body?: Body): Promise<Response | null> {
    const { endpoint, name, region, accessKey, secretKey } = this.bucket;
    const url = `${endpoint}/${name}/${key}${Object.keys(query).length ? `?${new URLSearchParams(query)}` : ''}`;
    const headers = { 'X-Amz-Content-Sha256': body?.sha256 ?? EMPTY, ...(body && { 'content-length': String(body.byteCount) }) };
    const signer = new AwsV4Signer({
      ...{ method, url, headers, service: 's3', region },
      ...{ accessKeyId: accessKey, secretAccessKey: secretKey },
    });
    const signed = await signer.sign();
    const init = { method, headers: signed.headers, redirect: 'error' as const, signal: AbortSignal.timeout(TIMEOUT_MS) };
    const sent = body && { body: Readable.toWeb(createReadStream(body.path)), duplex: 'half' };
    const reply = await fetch(signed.url, { ...init, ...sent } as unknown as RequestInit);
    if (reply.ok) return reply;
    await reply.body?.cancel();
    if (reply.status === 404 && method !== 'PUT') return null;
    throw new Error(`the bucket answers ${reply.status} to ${method}`);
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
const textIn = (xml: string, tag: string): string | undefined =>
  new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1]?.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
