import { type EvidenceCollection } from '../pasted/evidenceCollection';
import { type LineContext } from './logLine';
import { type PastedNode } from '../pasted/pastedEvidence';

const fact =
  /^\s{0,16}(Kernel Version|OS Image|Container Runtime Version|Kubelet Version|Unschedulable):\s{1,64}(\S.{0,254}?)\s*$/;

const fields: Record<string, keyof PastedNode> = {
  'Kernel Version': 'kernelRelease',
  'OS Image': 'osImage',
  'Container Runtime Version': 'containerRuntimeVersion',
  'Kubelet Version': 'kubeletVersion',
};

/** What `kubectl describe node` says of the node, and `describe pod` of where the pod runs. */
export function parseDescribedPlace(line: string, context: LineContext, evidence: EvidenceCollection): void {
  const { node, namespace, pod } = context;
  if (node === undefined || line.length > 512) {
    return;
  }
  if (pod !== undefined && /^Node:\s/.test(line)) {
    evidence.addPod({ namespace, pod, node });
    return;
  }
  const [, name = '', value] = fact.exec(line) ?? [];
  const field = fields[name];
  if (field !== undefined) {
    evidence.addNode({ name: node, [field]: value });
  } else if (name === 'Unschedulable') {
    evidence.addNode({ name: node, cordoned: value === 'true' });
  }
}
