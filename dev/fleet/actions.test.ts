import { acted, type Action, isAction, type LiveNode, liveNode } from './actions';
import { type Behaviour } from './behaviour';
import { day, GiB, hour, MiB, minute } from './curves';
import { fleet, incidentNodeName } from './fleet';
import { nodeSeries } from './fleetSeries';
import { flagAt } from './series';

const start = 1_700_000_000;
const at = start + 10 * minute;
const back = at + minute;

function nodeOf(pick: (node: (typeof fleet)[number]) => boolean): LiveNode {
  const found = fleet.find(pick);
  if (!found) {
    throw new Error('no such node');
  }
  return liveNode(found, start);
}

const seed = () => nodeOf(({ name }) => name === incidentNodeName);
const quiet = () => nodeOf(({ archetype, hasProbe }) => archetype === 'quiet-el7' && hasProbe);
const after = (node: LiveNode, ...done: Action[]) => done.reduce((each, action) => acted(each, action, at), node);
const flags = ({ nokmemConfigured, nokmemRunning, kmemAccountingOn }: Behaviour, seconds: number) =>
  [nokmemConfigured, nokmemRunning, kmemAccountingOn].map((flag) => flagAt(flag, seconds));
const in15m = (curve: (seconds: number) => number, seconds: number) => curve(seconds) - curve(seconds - 15 * minute);
const valueOf = ({ node, behaviour }: LiveNode, metric: string, seconds: number) =>
  nodeSeries(node, behaviour)
    .filter((series) => series.metric === metric)
    .map((series) => series.at(seconds))
    .find((value) => value !== undefined);

test('only the actions there are', () => {
  expect(isAction('fix')).toBe(true);
  expect(isAction('toString')).toBe(false);
});

describe('fixing the seed incident', () => {
  const before = seed();
  const fixed = after(before, 'fix');

  it('boots it with nokmem running and accounting off', () => {
    expect(fixed.behaviour.bootSeconds(back)).toBeGreaterThan(at);
    expect(fixed.behaviour.bootSeconds(back)).toBeLessThan(back);
    expect(flags(fixed.behaviour, back)).toEqual([true, true, false]);
    expect(valueOf(fixed, 'memcg_kmem_nokmem_configured_not_running', back)).toBe(0);
  });

  it('silences exporter and kubelet while it reboots, and kube-state-metrics not', () => {
    expect(valueOf(fixed, 'node_memory_SUnreclaim_bytes', at + 5)).toBeUndefined();
    expect(valueOf(fixed, 'kubelet_started_pods_total', at + 5)).toBeUndefined();
    expect(valueOf(fixed, 'kube_node_info', at + 5)).toBe(1);
    expect(valueOf(fixed, 'node_memory_SUnreclaim_bytes', back)).toBeGreaterThan(0);
  });

  it('gives back what had leaked, and leaks no more', () => {
    expect(before.behaviour.slabUnreclaimableBytes(at)).toBeGreaterThan(3 * GiB);
    expect(fixed.behaviour.slabUnreclaimableBytes(back)).toBeLessThan(0.5 * GiB);
    expect(fixed.behaviour.slabUnreclaimableBytes(back + 3 * day)).toBeLessThan(0.5 * GiB);
    expect(fixed.behaviour.slabEntries(back)).toBeLessThan(2000);
  });

  it('counts no refusal any more, and drops the events after an hour', () => {
    const counts = (seconds: number) => fixed.behaviour.events.map(({ count }) => count(seconds));
    expect(counts(back + hour)).toEqual(before.behaviour.events.map(({ count }) => count(at)));
    expect(valueOf(fixed, 'kube_event_info', at + 50 * minute)).toBeGreaterThan(30_000);
    expect(valueOf(fixed, 'kube_event_info', at + 70 * minute)).toBeUndefined();
  });

  it('starts pods again, without retries, and none waits', () => {
    const { cgroupCreates, podStarts, pods } = fixed.behaviour;
    expect(podStarts(back + day)).toBeGreaterThan(50);
    expect(in15m(cgroupCreates, back + hour)).toBe(in15m(podStarts, back + hour));
    expect(pods).toEqual([]);
  });

  it('can be done again', () => {
    const again = acted(fixed, 'fix', at + hour);
    expect(again.behaviour.bootSeconds(at + 2 * hour)).toBeGreaterThan(at + hour);
    expect(again.behaviour.events).toEqual([]);
  });
});

test('a reboot without the parameter frees the slab and lets it leak on', () => {
  const rebooted = after(seed(), 'reboot');
  const { slabUnreclaimableBytes } = rebooted.behaviour;
  expect(flags(rebooted.behaviour, back)).toEqual([false, false, true]);
  expect(slabUnreclaimableBytes(back)).toBeLessThan(0.5 * GiB);
  expect(slabUnreclaimableBytes(back + 4 * day) - slabUnreclaimableBytes(back + 3 * day)).toBeGreaterThan(80 * MiB);
});

test('set in the boot configuration only, it is configured and not running until the next boot', () => {
  const configured = after(quiet(), 'configure');
  expect(flags(configured.behaviour, back)).toEqual([true, false, true]);
  expect(valueOf(configured, 'memcg_kmem_nokmem_configured_not_running', back)).toBe(1);
  expect(flags(acted(configured, 'reboot', at).behaviour, back)).toEqual([true, true, false]);
});

test('before EL 7.7 the parameter runs and changes nothing', () => {
  const fixed = after(
    nodeOf(({ kernelVersion, leakMiBPerDay }) => kernelVersion.startsWith('3.10.0-957.') && leakMiBPerDay > 0),
    'fix'
  );
  expect(flags(fixed.behaviour, back)).toEqual([true, true, true]);
  expect(fixed.behaviour.slabUnreclaimableBytes(back + 2 * day)).toBeGreaterThan(
    fixed.behaviour.slabUnreclaimableBytes(back + day) + 300 * MiB
  );
});

describe('a node made to fail', () => {
  const failing = after(quiet(), 'fail');

  it('retries without starting a pod, with pods that wait and events that count up', () => {
    const { cgroupCreates, podStarts, pods, events } = failing.behaviour;
    expect(in15m(podStarts, at + hour)).toBe(0);
    expect(in15m(cgroupCreates, at + hour)).toBeGreaterThan(60);
    expect(pods.filter(({ podIp }) => podIp === '')).toHaveLength(2);
    const counts = events.map(({ count }) => [at, at + 6 * minute, at + hour].map(count));
    expect(counts).toEqual(events.map(() => [1, 24, 288]));
  });

  it('does not fail twice', () => {
    expect(acted(failing, 'fail', at + hour).behaviour).toBe(failing.behaviour);
  });

  it('is cured by a reboot', () => {
    const { cgroupCreates, podStarts, pods } = acted(failing, 'reboot', at + hour).behaviour;
    expect(in15m(cgroupCreates, at + 3 * hour)).toBe(in15m(podStarts, at + 3 * hour));
    expect(pods).toEqual([]);
  });
});

test('a node made to leak grows by a gibibyte an hour, once', () => {
  const leaking = after(quiet(), 'leak', 'leak');
  const { slabUnreclaimableBytes } = leaking.behaviour;
  expect((slabUnreclaimableBytes(at + 5 * hour) - slabUnreclaimableBytes(at)) / GiB).toBeCloseTo(5, 0);
});
