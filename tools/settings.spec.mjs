import { describeProblems, readSettings } from './settings.mjs';

const problemsOf = (env, args = []) => readSettings(env, args).problems.map(({ setting }) => setting);

describe('the settings of a start', () => {
  it('needs none, and then runs a demo on loopback', () => {
    expect(readSettings({}, [])).toMatchObject({ mode: 'demo', worker: 'inside', port: 3000, host: '127.0.0.1', problems: [] });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(problemsOf({ PORT: '', DATABASE_URL: '', HEARTH_MODE: '' })).toEqual([]);
  });

  it('names every wrong one at once', () => {
    const env = { PORT: '70000', HEARTH_MODE: 'prod', HEARTH_WORKER: 'both', DATABASE_URL: 'mysql://x/y' };
    expect(problemsOf(env, ['--frsh'])).toEqual(['HEARTH_MODE', 'HEARTH_WORKER', 'PORT', 'DATABASE_URL', '--frsh']);
  });

  it('never starts over on a database that is not its own', () => {
    expect(problemsOf({ DATABASE_URL: 'postgresql://me@db/clinic' }, ['--fresh'])).toEqual(['DATABASE_URL']);
  });

  it('listens to the network in production, and in a demo only when told', () => {
    expect(readSettings({ HEARTH_MODE: 'production' }, []).host).toBe('0.0.0.0');
    expect(readSettings({ HEARTH_HOST: '0.0.0.0' }, []).host).toBe('0.0.0.0');
  });

  it('says of one setting one thing', () => {
    const twice = [
      { setting: 'PORT', message: 'is wrong.' },
      { setting: 'PORT', message: 'Too big.' },
    ];
    expect(describeProblems(twice)).toBe('A setting is wrong, and nothing was started:\n  PORT: is wrong.');
  });
});
