import { release } from 'node:os';
import { classifyKernel } from '../src/kernel';
import { type NodeRow } from './nodesPage';
import { testStack } from './stack';

export const seedNode = 'i-2zeav45krsh6sr8t9r4q';
export const realNode = 'this-machine';

interface ExpectedNode {
  cluster: string;
  node: string;
  archetype: string;
  expected: { state: string; cause: string };
}

export async function expectedNodes(): Promise<ExpectedNode[]> {
  const response = await fetch(`${testStack().fleetUrl}/expected`);
  return (await response.json()) as ExpectedNode[];
}

/** The verdict each node of the simulated fleet was described with, and that of the machine the tests run on. */
export async function expectedVerdicts(): Promise<NodeRow[]> {
  const simulated = (await expectedNodes()).map(({ cluster, node, expected }) => ({ cluster, node, ...expected }));
  return [...simulated, realVerdict()];
}

/** This machine has booted lately and leaks nothing: its kernel alone decides. */
function realVerdict(): NodeRow {
  const verdict: Record<string, Pick<NodeRow, 'state' | 'cause'>> = {
    fixed: { state: 'clear', cause: 'none' },
    'protected-by-default': { state: 'protected', cause: 'none' },
    unknown: { state: 'unknown', cause: 'undetermined' },
  };
  return {
    cluster: '',
    node: realNode,
    ...(verdict[classifyKernel(release()).class] ?? { state: 'exposed', cause: 'none' }),
  };
}
