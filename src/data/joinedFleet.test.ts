import { diagnose, type NodeEvidence } from '../diagnosis';
import { parsePasted } from '../events';
import { nodeId } from '../signals/evidence/collect';
import { type FleetNode } from '../signals/evidence/fleetNode';
import { withoutLeftOut } from '../signals/evidence/leftOutNodes';
import { defaultSettings } from '../signals/settings/settings';
import { emptyReading, joinFleet } from './joinedFleet';

const at = 1_795_000_000;

function node(name: string, facts: Partial<NodeEvidence> = {}): FleetNode {
  const evidence = { key: { node: name }, atSeconds: at, slabHistory: [], stuckPods: [], events: [], ...facts };
  return { id: nodeId(evidence.key), evidence, diagnosis: diagnose(evidence) };
}

function pasted(text: string) {
  const reading = parsePasted(text);
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      return { name: 'events.json', evidence: value };
    }
  }
}

const event = (host: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Event',
    involvedObject: { kind: 'Pod', name: 'cart-1', namespace: 'shop' },
    reason: 'FailedCreatePodContainer',
    message: 'mkdir /sys/fs/cgroup/memory/kubepods/x: cannot allocate memory',
    source: { component: 'kubelet', host },
    count: 3,
  });

const windows = { osImage: 'Windows Server 2022 Datacenter' };
const reading = {
  ...emptyReading(at),
  ...withoutLeftOut([node('worker-1'), node('win-1', windows), node('fargate-ip-10-0-0-1')]),
};
const names = (nodes: readonly FleetNode[]) => nodes.map(({ evidence }) => evidence.key.node);

it.each([
  ['of one that its facts show', 'win-1'],
  ['of one that its name shows', 'fargate-ip-10-0-0-1'],
])('a text about a node that is left out, %s, neither counts it again nor brings it back', (_, name) => {
  const joined = joinFleet(reading, [pasted(event(name))], defaultSettings());
  expect(names(joined.nodes)).toEqual(['worker-1']);
  expect(names(joined.leftOut)).toEqual(['win-1', 'fargate-ip-10-0-0-1']);
});

it('a text about a node that only it knows is left out like any other', () => {
  const joined = joinFleet(
    reading,
    [pasted(event('fargate-ip-10-0-0-2')), pasted(event('worker-2'))],
    defaultSettings()
  );
  expect(names(joined.nodes)).toEqual(['worker-1', 'worker-2']);
  expect(names(joined.leftOut)).toEqual(['win-1', 'fargate-ip-10-0-0-1', 'fargate-ip-10-0-0-2']);
});
