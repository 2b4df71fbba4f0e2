import { readdirSync } from 'node:fs';
import { hostname, release } from 'node:os';
import { defaultThresholds, diagnose, type Diagnosis } from '../../src/diagnosis';
import { type DyingCgroups, leaveDyingCgroups, maxDyingCgroups } from './dyingCgroups';
import { findMemoryHierarchy, memoryCgroupsCounted } from './memoryHierarchy';
import { missingCommand, type WatchedMachine, watchThisMachine } from './watchedMachine';

const hierarchy = findMemoryHierarchy();
const missing = missingCommand();
const reason = typeof hierarchy === 'string' ? hierarchy : missing && `${missing} is not installed`;
const title = 'a real leak on this machine' + (reason === undefined ? '' : ` (skipped: ${reason})`);

(reason === undefined ? describe : describe.skip)(title, () => {
  const made = 200;
  // Others may make and remove cgroups meanwhile; a tenth of ours is room enough on a quiet machine.
  const slack = made / 10;
  const counted = 'max(node_cgroups_cgroups{subsys_name="memory"})';
  const directories = 'max(memcg_kmem_memory_cgroup_directories)';
  const dying = `${counted} - ${directories}`;
  let machine: WatchedMachine;
  let cgroups: DyingCgroups | undefined;

  beforeAll(async () => {
    machine = await watchThisMachine();
  }, 120_000);
  afterAll(async () => {
    cgroups?.close();
    await machine?.close();
  }, 60_000);

  test('is seen by node_exporter and the node probe, and goes with the page cache that held it', async () => {
    if (typeof hierarchy === 'string') {
      throw new Error(hierarchy);
    }
    const before = (await machine.watch(dying, () => true)) ?? NaN;
    const countedBefore = (await machine.value(counted)) ?? NaN;
    expect((await verdict(countedBefore, before)).reasons.map(({ key }) => key)).not.toContain('cgroupsDying');
    const directoriesBefore = (await machine.value(directories)) ?? NaN;

    cgroups = await leaveDyingCgroups(hierarchy, made);
    expect(await machine.watch(dying, (value) => value >= before + made - slack)).toBeGreaterThanOrEqual(
      before + made - slack
    );
    expect(await machine.value('max(memcg_kmem_memory_cgroups)')).toBeGreaterThanOrEqual(before + made - slack);
    // The directories are gone all the same, but for the one that they were in.
    expect(Math.abs((await machine.value(directories)) ?? NaN) - directoriesBefore).toBeLessThanOrEqual(slack);

    const leaking = await verdict(countedBefore, before);
    expect(leaking.cause).toBe('dying-memcgs');
    expect(leaking.reasons.map(({ key }) => key)).toContain('cgroupsDying');

    cgroups.reclaim();
    expect(await machine.watch(dying, (value) => value <= before + slack)).toBeLessThanOrEqual(before + slack);

    expect((await verdict(countedBefore, before)).reasons.map(({ key }) => key)).not.toContain('cgroupsDying');

    cgroups.close();
    expect(readdirSync(hierarchy.root).filter((name) => name.startsWith(`memcg-kmem-leak-${process.pid}`))).toEqual([]);
  }, 180_000);

  // What the page says of this machine. Its thresholds are made for tens of thousands of cgroups; ours are few, beside those
  // that others left before.
  async function verdict(countedBefore: number, dyingBefore: number): Promise<Diagnosis> {
    const memoryCgroups = (await machine.value(counted)) ?? NaN;
    return diagnose(
      {
        key: { node: hostname() },
        atSeconds: Date.now() / 1000,
        kernelRelease: release(),
        slabHistory: [],
        stuckPods: [],
        events: [],
        memoryCgroups,
        // All within this minute, so per day it is at least as much.
        memoryCgroupsGrowthPerDay: memoryCgroups - countedBefore,
        liveMemoryCgroups: await machine.value(directories),
      },
      {
        ...defaultThresholds,
        memoryCgroupsHigh: countedBefore + made / 2,
        memoryCgroupsGrowthPerDay: made / 2,
        dyingCgroupsHigh: dyingBefore + made / 2,
      }
    );
  }

  test('the probe and node_exporter count the same cgroups', async () => {
    expect(await machine.value('max(memcg_kmem_probe_info{version!=""})')).toBe(1);
    const probe = await machine.watch('max(memcg_kmem_memory_cgroups)', () => true);
    expect(Math.abs((probe ?? NaN) - (memoryCgroupsCounted() ?? NaN))).toBeLessThanOrEqual(slack);
    expect(await machine.value('max(node_textfile_scrape_error)')).toBe(0);
  }, 120_000);
});

test('never more than what is bounded', async () => {
  for (const count of [0, -1, 1.5, maxDyingCgroups + 1]) {
    await expect(leaveDyingCgroups({ version: 1, root: '/nonexistent' }, count)).rejects.toThrow('between 1 and 500');
  }
});
