import { type Behaviour } from '../../fleet/behaviour';
import { type FleetNode } from '../../fleet/fleetNode';
import { type Platform } from '../../fleet/platforms';
import { type Series } from '../../fleet/series';
import { type Vintage } from '../../fleet/stacks/stacks';
import { type Draw } from './draw';
import { type Truth } from './truth';

/** What one node is, before it has a name and a stack. */
export interface NodeDraft {
  platform: Platform;
  truth: Truth;
  memoryGiB?: number;
  /** Moments of its boots, the earliest first. */
  boots: readonly [number, ...number[]];
  hasNodeExporter?: boolean;
  /** What the collectors see is set for it; else drawn. */
  hasProbe?: boolean;
  hasCgroupsCollector?: boolean;
  lacksMemoryRow?: boolean;
  cordoned?: boolean;
  /** Another machine had its address until then. */
  nameBefore?: { name: string; untilSeconds: number };
  differs?: (node: FleetNode, calm: Behaviour) => Partial<Behaviour>;
  /** What goes wrong between its exporters and the server. */
  seenThrough?: (series: Series[]) => Series[];
}

/** Where and when a node is drawn. */
export interface Circumstances {
  draw: Draw;
  vintage: Vintage;
  kubelet: string;
  /** The moment at which failures of this installation begin. */
  failureSeconds: number;
}

export type Ground = 'el7' | 'old' | 'recent';

/** A way in which nodes live, with how often it is drawn among those of its ground. */
export interface Kind {
  id: string;
  ground: Ground;
  weight: number;
  draft: (circumstances: Circumstances) => NodeDraft;
}
