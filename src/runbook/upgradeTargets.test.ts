import { classifyKernel } from '../kernel';
import { kernelSources, systemOf } from './system';
import { upgradeTargets, upgradeTargetsFrom } from './upgradeTargets';

describe('upgrade targets', () => {
  it('are fixed kernels of the kernel table, whose releases it takes for such', () => {
    const targets = kernelSources.flatMap(upgradeTargetsFrom);
    expect(targets.length).toBeGreaterThan(8);
    expect(targets.map(({ release }) => classifyKernel(release).class)).toEqual(targets.map(() => 'fixed'));
    expect(targets.map(({ release }) => classifyKernel(release).rowId)).toEqual(targets.map(({ rowId }) => rowId));
  });

  it('start with the newest of the same distribution', () => {
    expect(upgradeTargets(systemOf({ osImage: 'Ubuntu 18.04.6 LTS' }))[0]).toMatchObject({ rowId: 'ubuntu-24.04' });
    expect(upgradeTargets(systemOf({ osImage: 'SUSE Linux Enterprise Server 12 SP5' }))[0]?.release).toMatch(
      /-default$/
    );
  });

  it('are not named for what is unknown or made from an image', () => {
    expect(upgradeTargets({ kind: 'unknown' })).toEqual([]);
    expect(upgradeTargets(systemOf({ osImage: 'Talos (v1.6.4)' }))).toEqual([]);
  });
});
