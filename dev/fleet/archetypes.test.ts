import { defaultThresholds as thresholds } from '../../src/diagnosis/thresholds';
import { behaviourOf } from './archetypes';
import { day, GiB, hour, MiB, minute } from './curves';
import { fleet } from './fleet';
import { type ArchetypeId, type FleetNode } from './fleetNode';
import { type Curve } from './series';

const now = 1_700_000_000;
// The start of the day must not decide whether a node leaks.
const starts = [0, 5, 11, 17, 22].map((hours) => now + hours * hour);

const named = (...ids: ArchetypeId[]) =>
  fleet.filter(({ archetype }) => ids.includes(archetype)).map((node): [string, FleetNode] => [node.name, node]);

/** Growth per day between the floors of four spans, the newest first. */
function steps(curve: Curve, start: number, spanSeconds: number): number[] {
  const floor = (spansAgo: number) =>
    Math.min(...[0, 1, 2, 3, 4, 5].map((sixth) => curve(start - (spansAgo + sixth / 6) * spanSeconds)));
  return [0, 1, 2].map((n) => ((floor(n) - floor(n + 1)) * day) / spanSeconds);
}

/** As jsonnet/signals.libsonnet measures it. */
function steadyGrowth(node: FleetNode, start: number): number | undefined {
  const { slabUnreclaimableBytes, bootSeconds } = behaviourOf(node, start);
  const uptimeSeconds = start - bootSeconds(start);
  const spanSeconds = uptimeSeconds > 4 * day ? day : (uptimeSeconds > 32 * hour ? 8 : 4) * hour;
  return uptimeSeconds > thresholds.growthMinUptimeSeconds
    ? Math.min(...steps(slabUnreclaimableBytes, start, spanSeconds))
    : undefined;
}

const growing: ArchetypeId[] = [
  'seed-incident',
  'failing-without-events',
  'leaking-for-days',
  'rebooted-and-leaking',
  'configured-not-running',
  'regressed',
  'dying-memcgs',
  'live-directory-leak',
  'counter-drift',
];

test.each(named(...growing))('%s grows in every step and is above the floor', (_, node) => {
  for (const start of starts) {
    expect(steadyGrowth(node, start)).toBeGreaterThan(thresholds.slabGrowthBytesPerDay);
    expect(behaviourOf(node, start).slabUnreclaimableBytes(start)).toBeGreaterThan(
      thresholds.slabUnreclaimableFloorBytes
    );
  }
});

const calm = fleet
  .filter(({ archetype }) => !growing.includes(archetype))
  .map((node): [string, FleetNode] => [node.name, node]);

test.each(calm)('%s does not grow steadily', (_, node) => {
  for (const start of starts) {
    expect(steadyGrowth(node, start) ?? 0).toBeLessThan(0.5 * thresholds.slabGrowthBytesPerDay);
  }
});

test.each(named('leaking-for-days'))('%s has leaked at least a gibibyte at 150 to 450 MiB a day', (_, node) => {
  expect(node.leakMiBPerDay).toBeGreaterThanOrEqual(150);
  expect(node.leakMiBPerDay).toBeLessThanOrEqual(450);
  expect(behaviourOf(node, now).slabUnreclaimableBytes(now)).toBeGreaterThan(GiB);
});

test.each(named('rebooted-and-leaking'))('%s shows a sawtooth and booted less than a day ago', (_, node) => {
  const { bootSeconds, slabUnreclaimableBytes } = behaviourOf(node, now);
  const uptimeSeconds = now - bootSeconds(now);
  expect(uptimeSeconds).toBeGreaterThan(thresholds.growthMinUptimeSeconds);
  expect(uptimeSeconds).toBeLessThan(day);
  const boot = bootSeconds(now);
  expect(slabUnreclaimableBytes(boot - minute)).toBeGreaterThan(3 * slabUnreclaimableBytes(boot + minute));
});

test.each(named('memory-shortage', 'memory-shortage-el7'))('%s is short of memory all day', (_, node) => {
  for (let seconds = now - day; seconds <= now; seconds += hour) {
    const ratio = behaviourOf(node, now).memoryAvailableBytes(seconds) / (node.memoryKiB * 1024);
    expect(ratio).toBeLessThan(thresholds.memoryShortRatio);
    expect(ratio).toBeGreaterThan(0);
  }
});

test('all other nodes have ample memory', () => {
  for (const node of fleet.filter(({ archetype }) => !archetype.startsWith('memory-shortage'))) {
    const ratio = behaviourOf(node, now).memoryAvailableBytes(now) / (node.memoryKiB * 1024);
    expect(ratio).toBeGreaterThan(thresholds.memoryAmpleRatio);
    expect(ratio).toBeLessThan(1);
  }
});

test.each(named('dying-memcgs', 'live-directory-leak'))('%s counts more and more memory cgroups', (_, node) => {
  const { memoryCgroups } = behaviourOf(node, now);
  expect(memoryCgroups(now)).toBeGreaterThan(thresholds.memoryCgroupsHigh);
  expect(memoryCgroups(now) - memoryCgroups(now - day)).toBeGreaterThan(thresholds.memoryCgroupsGrowthPerDay);
  expect(memoryCgroups(now - 8 * day)).toBeGreaterThan(0);
});

test('dying cgroups have no directory, live ones do', () => {
  const missing = (id: ArchetypeId) =>
    named(id)
      .map(([, node]) => behaviourOf(node, now))
      .map((each) => each.memoryCgroups(now) - each.liveMemoryCgroups(now));
  expect(Math.min(...missing('dying-memcgs'))).toBeGreaterThan(thresholds.dyingCgroupsHigh);
  expect(Math.max(...missing('live-directory-leak'))).toBeLessThan(100);
});

test.each(named('seed-incident', 'failing-without-events'))(
  '%s: the kubelet retries while no pod starts',
  (_, node) => {
    const { cgroupCreates, podStarts } = behaviourOf(node, now);
    expect(podStarts(now) - podStarts(now - 15 * minute)).toBe(0);
    expect(cgroupCreates(now) - cgroupCreates(now - 15 * minute)).toBeGreaterThan(2 * thresholds.cgroupCreatesRetry15m);
  }
);

test('elsewhere every created cgroup is a started pod', () => {
  for (const node of fleet.filter(({ expected }) => expected.state !== 'failing')) {
    const { cgroupCreates, podStarts } = behaviourOf(node, now);
    const in15m = (curve: Curve) => curve(now) - curve(now - 15 * minute);
    expect(in15m(cgroupCreates)).toBe(in15m(podStarts));
    // Many, where many pods come and go; but each is made once.
    expect(in15m(cgroupCreates)).toBeLessThan(thresholds.cgroupCreatesPerPodStart * Math.max(3, in15m(podStarts)));
  }
});

test.each(named('protected-by-nokmem'))('%s proves that accounting is off', (_, node) => {
  expect(node.hasProbe).toBe(true);
  expect(behaviourOf(node, now)).toMatchObject({ kmemAccountingOn: false, nokmemRunning: true });
});

test.each(named('reclaimable-slab-growth'))('%s has 40 GiB of slab that the kernel can give back', (_, node) => {
  const { slabReclaimableBytes } = behaviourOf(node, now);
  expect(slabReclaimableBytes(now)).toBeCloseTo(40 * GiB, -6);
  expect(slabReclaimableBytes(now - 8 * day)).toBeLessThan(20 * GiB);
  expect(slabReclaimableBytes(now - 8 * day)).toBeGreaterThan(64 * MiB);
});
