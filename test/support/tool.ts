import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** Runs a tool as npm does, with the settings of a clinic. @returns its exit code, and all that it said */
export const tool = (name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> =>
  new Promise((done) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env } };
    const child = execFile(process.execPath, [`tools/${name}.mjs`, ...args], options, (_, out, err) =>
      done({ code: child.exitCode ?? 1, said: `${out}${err}` }),
    );
  });
