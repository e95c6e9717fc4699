// node tools/build-server.mjs: the server's modules one by one into dist/, as the tools load them, and together with their packages into
// dist/server/, as they run: reading two thousand small files took a start three times as long.
import { existsSync, readFileSync } from 'node:fs';
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
    plugins: [sourceMaps],
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
    strictExecutionOrder: true,
    cleanDir: true,
  });
  await made.close();
}

await runCommand([process.execPath, 'node_modules/@nestjs/cli/bin/nest.js', 'build'], { detail: (line) => console.log(line) });
await bundle();
