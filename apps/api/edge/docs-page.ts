import { z } from 'zod';
import type { Endpoint } from '#contracts';
import type { Handler } from './handlers.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asText = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
  article { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .75rem 0 }
  h2 { font: 600 1rem ui-monospace, monospace; margin: 0 } h2 b { display: inline-block; min-width: 4.5rem }
  p { margin: .25rem 0 } small { opacity: .75 } pre { overflow-x: auto; font-size: .85rem }`;

const form = (name: string, schema: z.ZodType, io: 'input' | 'output'): string => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return `<details><summary>${name}</summary><pre>${asText(JSON.stringify(json, null, 2))}</pre></details>`;
};

const audience = ({ policy }: Handler): string =>
  policy?.allows === 'signed-in' ? `Signed in${policy.roles.length ? `: ${policy.roles.join(', ')}` : ''}` : 'Everyone';

function article(handler: Handler & { endpoint: Endpoint }): string {
  const { method, path, summary, body, reply, problems } = handler.endpoint;
  const hasBody = !body.safeParse(undefined).success;
  return `<article><h2><b>${method}</b>${asText(path)}</h2><p>${asText(summary)}</p>
    <p><small>${asText(audience(handler))}${problems.length ? ` · ${asText(problems.join(', '))}` : ''}</small></p>
    ${hasBody ? form('Body', body, 'input') : ''}${form('Reply', reply, 'output')}</article>`;
}

/** A page for people about the routes that contracts describe. @param nonce lets its style through the content policy */
export function docsPage(handlers: readonly Handler[], nonce: string): string {
  const served = handlers.filter((handler): handler is Handler & { endpoint: Endpoint } => handler.endpoint !== undefined);
  const rising = served.sort((a, b) => a.endpoint.path.localeCompare(b.endpoint.path));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Hearth API</title><style nonce="${nonce}">${STYLE}</style></head><body><h1>Hearth API</h1>
    <p>The same as <a href="/openapi.json">openapi.json</a>, to read. Failures are RFC 9457 with a stable <code>code</code>.</p>
    ${rising.map(article).join('')}</body></html>`;
}
