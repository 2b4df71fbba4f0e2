import { behaviourOf } from './archetypes';
import { day, GiB, hour, minute } from './curves';
import { fleet, incidentNodeName } from './fleet';

const now = 1_700_000_000;
const node = fleet.filter(({ name }) => name === incidentNodeName);
const [incident] = node.map((each) => behaviourOf(each, now));

test("shows the figures of the report at the fleet's start", () => {
  expect(incident?.slabEntries(now)).toBe(182_210);
  expect(incident?.memoryAvailableBytes(now)).toBe(248_395_290 * 1024);
  expect(incident?.slabUnreclaimableBytes(now)).toBeCloseTo(3.1 * GiB, 0);
  expect(incident?.kmemAccountingOn).toBe(true);
});

test('counts its two events as reported, and about 24 more with each write of the kubelet', () => {
  expect(incident?.events.map(({ count }) => count(now))).toEqual([30_278, 4_132]);
  for (const { count } of incident?.events ?? []) {
    const more = count(now + 5 * minute) - count(now);
    expect(more).toBeGreaterThanOrEqual(22);
    expect(more).toBeLessThanOrEqual(26);
    expect(count(now + minute)).toBe(count(now));
  }
});

test('repeats the messages word for word', () => {
  expect(incident?.events.map(({ message }) => message)).toEqual([
    'unable to ensure pod container exists: failed to create container for [kubepods besteffort podeb6abc31-be1d-46a3-b93e-4230893ac649] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/podeb6abc31-be1d-46a3-b93e-4230893ac649: cannot allocate memory',
    'unable to ensure pod container exists: failed to create container for [kubepods besteffort pod3c701e3a-1cc8-4807-a96d-425fa37d979a] : mkdir /sys/fs/cgroup/memory/kubepods/besteffort/pod3c701e3a-1cc8-4807-a96d-425fa37d979a: cannot allocate memory',
  ]);
});

test('its pods wait as reported', () => {
  const waits = incident?.pods.map(({ name, waiting }) => [name, waiting[0]?.reason, waiting[0]?.isInit]);
  expect(waits).toEqual([
    ['kube-prometheus-stack-1681388621-kube-state-metrics-598b99r4zfw', 'ContainerCreating', false],
    ['kube-prometheus-stack-1681-admission-create-z7p94', 'ContainerCreating', false],
    ['prometheus-kube-prometheus-stack-1681-prometheus-0', 'RunContainerError', true],
  ]);
});

test('no slab entry is added once no cgroup can be created', () => {
  const failingSince = now - 4 * day - 13 * hour;
  expect(incident?.slabEntries(failingSince)).toBe(182_210);
  expect(incident?.slabEntries(now - 8 * day)).toBeLessThan(165_000);
});
