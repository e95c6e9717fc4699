// node tools/build-server.mjs: the server's modules one by one into dist/, as the tools load them, and together with their packages into
// dist/server/, as they run: reading two thousand small files took a start three times as long.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { serverEntries } from './server-entries.mjs';
import { ROOT, runCommand } from './steps.mjs';

/** A stack names lines of the sources, not of what was made of them. */
const sourceMaps = {
  name: 'source-maps',
  load: {
    filter: { id: /\/dist\/.*\.js$/ },
    handler(path) {
      const code = readFileSync(path, 'utf8').replace(/\/\/# sourceMappingURL=.*\s*$/, '');
      return { code, map: existsSync(`${path}.map`) ? readFileSync(`${path}.map`, 'utf8') : null };
    },
  },
};

/** A process keeps the text of its modules: a single character beyond Latin-1 doubles it. */
const latin1 = {
  name: 'latin-1',
  generateBundle(_, files) {
    const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    for (const file of Object.values(files)) if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\xff]/g, escaped);
  },
};

/** Prisma's compiler of queries is read from its file when it is needed; as a text of 4.6 MB it would stay in memory, twice. */
const wasmFile = {
  name: 'wasm-file',
  load: {
    filter: { id: /\/query_compiler_fast_bg\.postgresql\.wasm-base64\.m?js$/ },
    async handler(path) {
      const { wasm } = await import(pathToFileURL(path).href);
      const reference = this.emitFile({ type: 'asset', name: 'query-compiler.wasm', source: Buffer.from(wasm, 'base64') });
      return `import { readFileSync } from 'node:fs';
        const file = new URL(import.meta.ROLLUP_FILE_URL_${reference});
        export const wasm = { [Symbol.toPrimitive]: () => readFileSync(file, 'base64') };`;
    },
  },
};

/** Packages that the framework looks for, and that Hearth does without. */
const isUnused = ({ code, exporter = '' }) =>
  code === 'UNRESOLVED_IMPORT' &&
  /^(@nestjs\/(microservices|platform-express)|class-(transformer|validator)|@fastify\/(multipart|view))/.test(exporter);

async function bundle() {
  const made = await rolldown({
    cwd: ROOT,
    input: serverEntries,
    platform: 'node',
    external: [/\.node$/, /^@node-rs\//], // they load compiled code from beside themselves
    plugins: [sourceMaps, wasmFile, latin1],
    onLog(level, log) {
      if (level !== 'warn' || isUnused(log)) return;
      throw new Error(`${log.code} ${log.exporter} ${log.message}`);
    },
  });
  await made.write({
    dir: 'dist/server',
    format: 'esm',
    sourcemap: true,
    sourcemapExcludeSources: true, // each process holds its maps in memory
    keepNames: true,
    // nobody reads it: a stack is told in lines of the sources
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true, legalComments: 'none' } },
    strictExecutionOrder: true,
    cleanDir: true,
  });
  await made.close();
}

await runCommand([process.execPath, 'node_modules/@nestjs/cli/bin/nest.js', 'build'], { detail: (line) => console.log(line) });
await bundle();
