import { type MissingSource } from './diagnosis';
import { type NodeEvidence } from './evidence';

/** Sources that did not speak about this node, most valuable first. */
export function missingOf(evidence: NodeEvidence): MissingSource[] {
  const absent: Array<[MissingSource, boolean]> = [
    ['nodeExporter', evidence.memoryTotalBytes === undefined],
    ['kubeStateMetrics', evidence.kubeletVersion === undefined],
    ['history', evidence.slabUnreclaimableBytes !== undefined && evidence.slabSteadyGrowthBytesPerDay === undefined],
    ['kubelet', evidence.cgroupCreates15m === undefined],
    ['events', evidence.events.length === 0],
    ['cgroupsCollector', evidence.memoryCgroups === undefined],
    ['nodeProbe', evidence.kmemAccountingOn === undefined && evidence.slabEntries === undefined],
  ];
  return absent.filter(([, isAbsent]) => isAbsent).map(([source]) => source);
}
