import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { minute } from '../../fleet/curves';
import { type AlertStart, alertStarts, type RecordedSample, recordedAtEnd, type RuleRun } from '../promtoolRun';
import { type Installation } from './installations';
import { type RuleFile } from './ruleFaults';

/** As often as the rules are evaluated here, which is enough for alerts that look back over hours. */
const evaluationSeconds = 30 * minute;
const scrapeSeconds = 5 * minute;

// What no rule asks for is not worth evaluating.
const asked =
  /^(node_(memory_(SUnreclaim|MemTotal|MemAvailable|SReclaimable|Percpu|Slab)_bytes|cgroups_cgroups|boot_time_seconds|time_seconds|uname_info)|memcg_kmem_.*|kube_(node_info|node_spec_unschedulable|node_status_addresses|pod_info|event_info|pod.*waiting_reason)|kubelet_.*)$/;

/** Every alert that began to fire in an installation. */
export function askRules(
  { nodes, endSeconds }: Pick<Installation, 'nodes' | 'endSeconds'>,
  rules: Pick<RuleRun, 'ruleFiles' | 'groups'>
): Promise<AlertStart[]> {
  return inFolder((workDir) =>
    alertStarts({ ...rules, series: seriesFor(nodes), workDir, endSeconds, scrapeSeconds, evaluationSeconds })
  );
}

/** What rules make of an installation at one moment, if they are evaluated then for the first time. */
export function recordedAt(
  nodes: Installation['nodes'],
  rules: RuleFile,
  atSeconds: number
): Promise<RecordedSample[]> {
  return inFolder((workDir) => {
    const file = path.join(workDir, 'rules.yaml');
    writeFileSync(file, stringify(rules));
    const groups = rules.groups.map(({ name }) => name);
    return recordedAtEnd({
      ruleFiles: [file],
      groups,
      series: seriesFor(nodes),
      workDir,
      endSeconds: atSeconds,
      scrapeSeconds,
    });
  });
}

const seriesFor = (nodes: Installation['nodes']) =>
  nodes.flatMap(({ ruleSeries }) => ruleSeries).filter(({ metric }) => asked.test(metric));

async function inFolder<T>(task: (workDir: string) => Promise<T>): Promise<T> {
  const workDir = mkdtempSync(path.join(tmpdir(), 'memcg-kmem-rules-'));
  try {
    return await task(workDir);
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}
