import { type NodeEvidence } from '../../diagnosis';
import { countLeftOut, leftOutKindOf, withoutLeftOut } from './leftOutNodes';

function node(name: string, facts: Partial<NodeEvidence> = {}): { evidence: NodeEvidence } {
  return {
    evidence: {
      key: { node: name },
      atSeconds: 0,
      osImage: 'CentOS Linux 7 (Core)',
      kubeletVersion: 'v1.20.15',
      slabHistory: [],
      stuckPods: [],
      events: [],
      ...facts,
    },
  };
}

it.each<[string, Partial<NodeEvidence>, ReturnType<typeof leftOutKindOf>]>([
  ['akswin000001', { osImage: 'Windows Server 2022 Datacenter', kubeletVersion: 'v1.27.7' }, 'windows'],
  ['fargate-ip-192-168-1-7.eu-west-1.compute.internal', { kubeletVersion: 'v1.27.7-eks-4f4795d' }, 'fargate'],
  ['virtual-node-aci-linux', { osImage: undefined, kubeletVersion: 'v1.25.0-vk-azure-aci-1.6.2' }, 'virtual'],
  ['bursting', { osImage: undefined, kubeletVersion: 'v1.19.16-vk-v1.3.0' }, 'virtual'],
  ['kwok-node-0', { osImage: undefined, kubeletVersion: 'kwok-v0.6.0' }, 'virtual'],
  ['worker-1', {}, undefined],
  ['ip-10-0-0-1.ec2.internal', { osImage: 'Amazon Linux 2', kubeletVersion: 'v1.21.5-eks-bc4871b' }, undefined],
  ['seen-in-an-event-only', { osImage: undefined, kubeletVersion: undefined }, undefined],
])('%s is known for what it is', (name, facts, kind) => {
  expect(leftOutKindOf(node(name, facts).evidence)).toBe(kind);
});

it('is taken out of the nodes and counted by kind', () => {
  const windows = { osImage: 'Windows Server 2019 Datacenter' };
  const { nodes, leftOut } = withoutLeftOut([node('a', windows), node('b'), node('c', windows), node('fargate-ip-1')]);
  expect(nodes.map(({ evidence }) => evidence.key.node)).toEqual(['b']);
  expect(countLeftOut(leftOut)).toEqual({ windows: 2, fargate: 1 });
});
