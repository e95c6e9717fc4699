import type { z } from 'zod';
import { takesKey } from '#contracts';
import type { Handler } from './handlers.js';
import { isServing, type ServingHandler, schemaOf, takesBody } from './openapi.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asText = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
  article { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .75rem 0 }
  h2 { font: 600 1rem ui-monospace, monospace; margin: 0 } h2 b { display: inline-block; min-width: 4.5rem }
  p { margin: .25rem 0 } small { opacity: .75 } pre { overflow-x: auto; font-size: .85rem }`;

const form = (name: string, schema: z.ZodType, io: 'input' | 'output'): string =>
  `<details><summary>${name}</summary><pre>${asText(JSON.stringify(schemaOf(schema, io), null, 1))}</pre></details>`;

const audience = ({ policy }: Handler): string =>
  policy?.allows === 'signed-in' ? `Signed in${policy.roles.length ? `: ${policy.roles.join(', ')}` : ''}` : 'Everyone';

function article(handler: ServingHandler): string {
  const { method, path, summary, body, reply, problems } = handler.endpoint;
  const facts = [audience(handler), ...(takesKey(handler.endpoint) ? ['takes an Idempotency-Key'] : []), problems.join(', ')];
  return `<article><h2><b>${method}</b>${asText(path)}</h2><p>${asText(summary)}</p>
    <p><small>${asText(facts.filter(Boolean).join(' · '))}</small></p>
    ${takesBody(handler.endpoint) ? form('Body', body, 'input') : ''}${form('Reply', reply, 'output')}</article>`;
}

/** A page for people about the routes that contracts describe. @param nonce lets its style through the content policy */
export function docsPage(handlers: readonly Handler[], nonce: string): string {
  const rising = handlers.filter(isServing).sort((a, b) => a.endpoint.path.localeCompare(b.endpoint.path));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Hearth API</title><style nonce="${nonce}">${STYLE}</style></head><body><h1>Hearth API</h1>
    <p>The same as <a href="/openapi.json">openapi.json</a>, to read. Failures are RFC 9457 with a stable <code>code</code>.</p>
    ${rising.map(article).join('')}</body></html>`;
}
