// Prisma's schema engine as WebAssembly from the npm registry: the same engine as the native one, without its download.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { migrations, onServer, schemaFiles } from './migrations.mjs';

const WASM = resolve(import.meta.dirname, '../node_modules/@prisma/schema-engine-wasm'); // its exports map hides these files, so by path
const filters = { externalTables: [], externalEnums: [] };

/**
 * @prisma/adapter-pg 7.10 with three of its habits mended, each found by running it:
 * `executeScript` cuts the script at every `;`, also inside `$$ … $$` and quotes. PostgreSQL takes the script whole, and then as one transaction.
 * A result column of type "char" is refused, so that the schema cannot be described; it is announced to the engine as a character.
 * `connectToShadowDb` given a connection string connects to the live database, for the string outranks the name of the shadow.
 */
const [CHAR, BPCHAR] = [18, 1042];
class MigrationPg extends PrismaPg {
  constructor(url) {
    super({ connectionString: url, max: 1 });
    this.url = url;
    this.pools = [];
  }

  end() {
    return Promise.all(this.pools.filter((pool) => !pool.ended).map((pool) => pool.end()));
  }

  async connect() {
    const adapter = await super.connect();
    this.pools.push(adapter.client);
    const [performIO, queryRaw, chars] = [adapter.performIO.bind(adapter), adapter.queryRaw.bind(adapter), new Set()];
    adapter.performIO = async (query) => {
      const result = await performIO(query);
      chars.clear();
      for (const [i, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== CHAR) continue;
        chars.add(i);
        field.dataTypeID = BPCHAR;
      }
      return result;
    };
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    adapter.executeScript = (script) =>
      adapter.client.query(script).then(
        () => {},
        (error) => adapter.onError(error),
      );
    return adapter;
  }

  async connectToShadowDb() {
    const name = `shadow_${randomUUID()}`;
    await onServer(this.url, `CREATE DATABASE "${name}"`);
    const shadow = await new MigrationPg(Object.assign(new URL(this.url), { pathname: `/${name}` }).href).connect();
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      try {
        await dispose();
      } finally {
        await onServer(this.url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      }
    };
    return shadow;
  }
}

/** The engine's code, set up once a process: a second instance over the same glue panics. */
let engineCode;
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(message) }; // else a panic hides behind a TypeError
  const glue = await import(pathToFileURL(join(WASM, 'schema_engine_bg.js')).href);
  const module = new WebAssembly.Module(readFileSync(join(WASM, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/** Runs `work` with an engine bound to the database, and lets its connection go. */
async function withEngine(url, work) {
  engineCode ??= loadEngine();
  const SchemaEngine = await engineCode;
  const factory = new MigrationPg(url);
  const engine = await SchemaEngine.new(
    { datamodels: schemaFiles().map(({ path, content }) => [path, content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return work(engine).finally(() => factory.end());
}

/** What the schema has and the migrations lack: `exitCode` 0 if nothing, and `stdout` as a script or in words. */
export const difference = (url, { script }) =>
  withEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrations() },
      to: { tag: 'schemaDatamodel', files: schemaFiles() },
      script,
      exitCode: true,
      shadowDatabaseUrl: null,
      filters,
    }),
  );
