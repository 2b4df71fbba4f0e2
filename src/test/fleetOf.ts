import { type FleetNode } from '../signals/evidence/fleetNode';
import { diagnose } from '../diagnosis';
import { collect, nodeId } from '../signals/evidence/collect';
import { defaultSettings } from '../signals/settings/settings';
import { answersOf, type NodeFacts } from './answers';

export function fleetOf(facts: readonly NodeFacts[]): FleetNode[] {
  return collect(answersOf(facts), defaultSettings(), 1_795_000_000).map((evidence) => ({
    id: nodeId(evidence.key),
    evidence,
    diagnosis: diagnose(evidence),
  }));
}
