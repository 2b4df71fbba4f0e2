import { type NodeKey } from '../diagnosis';
import { isRecord } from '../json/isRecord';

/** What the queries of a panel or of Explore say about where to look. */
export interface QueryContext {
  /** The one node that all queries about memory cgroups or slab ask for. */
  node?: NodeKey;
  sourceUid?: string;
  from?: string;
  to?: string;
}

export type Interpolate = (text: string, scopedVars: unknown) => string;

const ourMetrics =
  /\b(?:node_memory_(?:SUnreclaim|SReclaimable|Slab|Percpu)(?:_bytes)?|node_cgroups_\w+|node_slabinfo_\w+|kubelet_cgroup_manager_\w+|\w*memcg_kmem_\w+)\b/;

/** Undefined: no query is about slab or memory cgroups. Whatever is handed over is read, nothing is taken for granted. */
export function parseQueryContext(
  context: unknown,
  clusterLabel: string,
  interpolate: Interpolate
): QueryContext | undefined {
  if (!isRecord(context) || !Array.isArray(context.targets)) {
    return undefined;
  }
  const { scopedVars, timeRange } = context;
  const fill = (text: unknown) => (typeof text === 'string' ? interpolate(text, scopedVars) : '');
  const targets = (context.targets as unknown[])
    .filter(isRecord)
    .map((target) => ({ ...target, expr: fill(target.expr) }));
  const ours = targets.filter(({ expr }) => ourMetrics.test(expr));
  if (ours.length === 0) {
    return undefined;
  }
  const node = onlyOne(ours.map(({ expr }) => labelValue(expr, 'node')));
  const cluster = onlyOne(ours.map(({ expr }) => labelValue(expr, clusterLabel)));
  return {
    ...(node && { node: { node, cluster } }),
    sourceUid: onlyOne(ours.map((target) => prometheusUid(target, fill))),
    from: isRecord(timeRange) ? moment(timeRange.from) : undefined,
    to: isRecord(timeRange) ? moment(timeRange.to) : undefined,
  };
}

function onlyOne(values: ReadonlyArray<string | undefined>): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** The value that a label must have; a regular expression counts when it can match one value only. */
function labelValue(expr: string, label: string): string | undefined {
  const matcher = new RegExp(`[{,]\\s*${label}\\s*(=~?)\\s*"((?:[^"\\\\]|\\\\.)*)"`, 'g');
  return onlyOne(
    [...expr.matchAll(matcher)].map(([, operator, quoted = '']) => {
      const value = quoted.replace(/\\(.)/g, '$1');
      return operator === '='
        ? value || undefined
        : /^(?:[\w-]|\\\.)+$/.test(value)
          ? value.replace(/\\/g, '')
          : undefined;
    })
  );
}

function prometheusUid(target: Record<string, unknown>, fill: (text: unknown) => string): string | undefined {
  const { datasource } = target;
  if (
    !isRecord(datasource) ||
    (typeof datasource.type === 'string' && !/prometheus|victoriametrics/.test(datasource.type))
  ) {
    return undefined;
  }
  const uid = fill(datasource.uid);
  return /^[\w-]+$/.test(uid) && !uid.startsWith('--') ? uid : undefined;
}

/** As it stands in an address: relative as typed, a moment in milliseconds. */
function moment(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  const ms = typeof value === 'object' && value !== null ? Number(value) : NaN;
  return Number.isFinite(ms) ? String(ms) : undefined;
}
