import knowledge from '../knowledge/snippets.json';
import { type StepId } from './coverageAdvice';
import { type FoundStack } from './stack';

export interface SnippetFile {
  /** Where the file lies in this project. */
  path: string;
  text: string;
}

type ByStack = Partial<Record<FoundStack | 'other', readonly SnippetFile[]>>;

const collectors: ByStack = knowledge.collectors;
const withExporters: ByStack = { other: knowledge.collectors.kubePrometheusStack };
const allowList: ByStack = { k8sMonitoring: knowledge.collectors.k8sMonitoring };

const byStep: Partial<Record<StepId, ByStack>> = {
  kubeStateMetrics: withExporters,
  nodeExporter: withExporters,
  allowList,
  kubelet: allowList,
  nodeLabel: collectors,
  events: knowledge.events,
  nodeProbe: knowledge.nodeProbe,
  cgroupsCollector: collectors,
  slabinfoCollector: { ...collectors, ...knowledge.slabinfo },
};

/** The files that take a step in the stack found; none where a step is no matter of a file. */
export function snippetsFor(step: StepId, stack: FoundStack | undefined): readonly SnippetFile[] {
  const files = byStep[step];
  return (stack && files?.[stack]) ?? files?.other ?? [];
}
