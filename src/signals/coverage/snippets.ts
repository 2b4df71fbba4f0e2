import knowledge from '../../knowledge/snippets.json';
import { type StepId } from './coverageAdvice';
import { type FoundStack } from './stack';

export interface SnippetFile {
  /** Where the file lies in this project. */
  path: string;
  text: string;
}

/** `any`: the same on every stack; `none`: where no stack is there yet. */
type ByStack = Partial<Record<FoundStack | 'any' | 'none', readonly string[]>>;

const texts: Readonly<Record<string, string>> = knowledge.files;

const collectors: ByStack = knowledge.collectors;
const withExporters: ByStack = { none: knowledge.collectors.kubePrometheusStack };
const allowList: ByStack = { k8sMonitoring: knowledge.collectors.k8sMonitoring };

const byStep: Partial<Record<StepId, ByStack>> = {
  kubeStateMetrics: withExporters,
  nodeExporter: withExporters,
  honorLabels: knowledge.honorLabels,
  allowList,
  kubelet: allowList,
  nodeLabel: collectors,
  events: knowledge.events,
  nodeProbe: knowledge.nodeProbe,
  cgroupsCollector: collectors,
  slabinfoCollector: { ...collectors, ...knowledge.slabinfo },
};

export interface Snippets {
  /** The stack that these files are for; absent where they are the same on all. */
  stack?: FoundStack;
  files: readonly SnippetFile[];
}

/** The files that take a step in the stack found; none where a step is no matter of a file. */
export function snippetsFor(step: StepId, stack: FoundStack | undefined): Snippets {
  const files = byStep[step];
  const own = stack && files?.[stack];
  if (own) {
    return { stack, files: own.map(fileAt) };
  }
  return { files: (files?.any ?? (stack === undefined ? files?.none : undefined) ?? []).map(fileAt) };
}

const fileAt = (path: string): SnippetFile => ({ path, text: texts[path] ?? '' });
