import { diagnose, type Forecast, type State } from '../diagnosis';
import { type PlanNode } from '../runbook/plan/planNode';

export interface PlanNodeTraits {
  cluster?: string;
  zone?: string;
  isControlPlane?: boolean;
  state?: State;
  kernel?: string;
  osImage?: string;
  podStarts1d?: number;
  forecastDays?: readonly [number, number];
}

export const atSeconds = 1_795_000_000;
export const el7Kernel = '3.10.0-1160.83.1.el7.x86_64';

/** A node as the planner sees it, judged by its kernel and then given the state under test. */
export function planNode(node: string, traits: PlanNodeTraits = {}): PlanNode {
  const { cluster, zone, isControlPlane = false, state = 'exposed', kernel = el7Kernel } = traits;
  const evidence = {
    key: { cluster, node },
    atSeconds,
    kernelRelease: kernel,
    osImage: traits.osImage ?? 'CentOS Linux 7 (Core)',
    podStarts1d: traits.podStarts1d,
    slabHistory: [],
    stuckPods: [],
    events: [],
  };
  const [earliest, latest] = traits.forecastDays ?? [];
  const forecast: Forecast =
    earliest === undefined || latest === undefined
      ? { kind: 'none', why: state === 'failing' ? 'failing' : 'not-growing' }
      : {
          kind: 'range',
          limit: 'memory',
          earliestSeconds: earliest * 86400,
          latestSeconds: latest * 86400,
          confidence: 'low',
        };
  const diagnosis = diagnose(evidence);
  const cause = state === 'failing' || state === 'leaking' ? 'memcg-kmem-leak' : 'none';
  return {
    id: JSON.stringify([cluster ?? null, node]),
    evidence,
    diagnosis: { ...diagnosis, state, cause, forecast },
    isControlPlane,
    ...(zone !== undefined && { zone }),
  };
}
