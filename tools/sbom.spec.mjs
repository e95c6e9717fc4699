import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packagesOf } from './lockfile.mjs';
import { sbom, settled } from './sbom.mjs';

const lock = JSON.parse(readFileSync(join(resolve(import.meta.dirname, '..'), 'package-lock.json'), 'utf8'));

describe('npm run sbom', () => {
  it('names every package of the lock file with its checksum and its licence, the same each time', async () => {
    const [first, second] = [await sbom(), await sbom()];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
    expect(first).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'hearth', type: 'application' } } });
    const listed = new Set(first.components.map(({ purl }) => decodeURIComponent(purl).replace('pkg:npm/', '')));
    const known = new Set(packagesOf(lock).map(({ name, version }) => `${name}@${version}`));
    expect([...known].filter((each) => !listed.has(each))).toEqual([]);
    expect(first.components.filter(({ hashes }) => !hashes?.length)).toEqual([]);
    expect(JSON.stringify(first)).not.toMatch(/timestamp/);
  });

  it('has another number when anything in it is other', () => {
    const bom = (version) => ({ metadata: { timestamp: 'now', component: {} }, components: [{ 'bom-ref': `a@${version}` }] });
    const numberOf = (version) => settled(bom(version), { name: 'hearth' }).serialNumber;
    expect(numberOf(1)).toBe(numberOf(1));
    expect(numberOf(1)).not.toBe(numberOf(2));
    expect(numberOf(1)).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});
