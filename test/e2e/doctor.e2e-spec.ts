import { execFile } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { type Clinic, startClinic } from '../support/clinic.js';
import { MailServer } from '../support/mail-server.js';

type Finding = { name: string; level: 'green' | 'amber' | 'red'; says: string; mend?: string };

let clinic: Clinic;
let mail: MailServer;

beforeAll(async () => {
  [clinic, mail] = [await startClinic({ seed: false }), await MailServer.open()];
});
afterAll(async () => {
  await mail?.close();
  await clinic?.stop();
});

/** Runs the doctor with the settings of the clinic. */
const doctor = (env: Record<string, string> = {}, ...args: string[]) =>
  new Promise<{ code: number; findings: Finding[]; of: (name: string) => string | undefined }>((done) => {
    const child = execFile(
      process.execPath,
      ['tools/doctor.mjs', '--json', ...args],
      { env: { ...clinic.env, ...env } },
      (_, out) => {
        const findings = JSON.parse(out) as Finding[];
        done({ code: child.exitCode ?? -1, findings, of: (name) => findings.find((each) => each.name === name)?.level });
      },
    );
  });

describe('npm run doctor', () => {
  it('finds nothing to mend in a clinic that runs', async () => {
    const { code, findings, of } = await doctor();
    expect(findings.filter(({ level }) => level === 'red')).toEqual([]);
    expect([code, of('sweeper'), of('migrations'), of('queue'), of('clock')]).toEqual([0, 'green', 'green', 'green', 'green']);
  });

  it('sends a real message where it is told to', async () => {
    const { of } = await doctor({ SMTP_URL: mail.url }, '--send-to', 'admin@clinic.example');
    expect(of('mail')).toBe('green');
    expect(mail.taken).toEqual([expect.stringContaining('To: admin@clinic.example')]);
  });

  it('turns red with a mail server that takes nothing, and names the setting', async () => {
    mail.manner = 'hang-up-at-once';
    const { code, findings } = await doctor({ SMTP_URL: mail.url });
    expect([code, findings.find(({ name }) => name === 'mail')]).toMatchObject([
      1,
      { level: 'red', mend: expect.stringContaining('SMTP_URL') },
    ]);
  });

  it('turns red without Redis, where Redis is asked for', async () => {
    expect((await doctor({ REDIS_URL: 'redis://127.0.0.1:1' })).of('redis')).toBe('red');
  });

  it('sees a key that others can read', async () => {
    chmodSync(join(clinic.dataDir, 'field-key'), 0o644);
    expect((await doctor()).of('key')).toBe('amber');
  });

  it('judges by production what is meant for production, and tells no password', async () => {
    const env = { NODE_ENV: 'production', HEARTH_MODE: 'production', PUBLIC_URL: 'https://clinic.example' };
    const { code, findings, of } = await doctor(env);
    expect([code, of('key'), of('mail'), of('clock'), of('backup')]).toEqual([1, 'red', 'red', 'red', 'red']);
    expect(JSON.stringify(findings)).not.toContain(new URL(clinic.databaseUrl).password);
  });

  it('turns red as soon as nobody sweeps', async () => {
    await clinic.kill('api');
    for (let code = 0; code === 0; ) ({ code } = await doctor());
    expect((await doctor()).of('sweeper')).toBe('red');
  });

  it('says of settings that cannot be used only that', async () => {
    const { code, findings } = await doctor({ PORT: 'x' });
    expect([code, findings]).toMatchObject([1, [{ name: 'settings', says: expect.stringContaining('PORT') }]]);
  });

  it('says when there is no database, without its password', async () => {
    const { findings } = await doctor({ DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/hearth' });
    expect(findings.find(({ name }) => name === 'database')).toMatchObject({ level: 'red' });
    expect(JSON.stringify(findings)).not.toContain('hush');
  });
});
