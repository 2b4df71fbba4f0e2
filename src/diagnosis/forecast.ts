import { type Conditions } from './conditions';
import { type Diagnosis, type Forecast, type State } from './diagnosis';
import { type NodeEvidence } from './evidence';
import { idForecast } from './idForecast';
import { type Thresholds } from './thresholds';
import { growthRangeOf } from './trend';

const daySeconds = 86400;

/** However evenly slab has grown, other work takes and gives back memory too. */
const doubt = 1.25;

type Range = Extract<Forecast, { kind: 'range' }>;

/** Time to the limits, memcg IDs and memory: the one that comes first, and the other. "Cannot tell" is an answer. */
export function forecastsOf(
  state: State,
  evidence: NodeEvidence,
  is: Conditions,
  thresholds: Readonly<Thresholds>
): Pick<Diagnosis, 'forecast' | 'otherForecast'> {
  if (state === 'failing') {
    return { forecast: { kind: 'none', why: 'failing' } };
  }
  if (state !== 'leaking') {
    return { forecast: { kind: 'none', why: whyNone(state, evidence) } };
  }
  const ids = idForecast(evidence, is, thresholds);
  const memory = memoryByTrend(evidence);
  if (!ids || !memory) {
    return { forecast: ids ?? memory ?? { kind: 'none', why: 'not-enough-history' } };
  }
  // IDs of which nobody knows how long they last are not hidden behind a memory that lasts for weeks.
  const isMemoryFirst = ids.kind !== 'none' && memory.latestSeconds < ids.earliestSeconds;
  return isMemoryFirst ? { forecast: memory, otherForecast: ids } : { forecast: ids, otherForecast: memory };
}

/** That nothing grows is known only where something was measured. */
function whyNone(state: State, evidence: NodeEvidence): 'not-affected' | 'not-growing' | 'growth-not-known' {
  if (state === 'clear' || state === 'protected') {
    return 'not-affected';
  }
  const { slabSteadyGrowthBytesPerDay: slab, memoryCgroupsGrowthPerDay: cgroups } = evidence;
  return slab === undefined && cgroups === undefined ? 'growth-not-known' : 'not-growing';
}

function memoryByTrend(evidence: NodeEvidence): Range | undefined {
  const { memoryAvailableBytes, slabSteadyGrowthBytesPerDay: steady } = evidence;
  if (!memoryAvailableBytes || memoryAvailableBytes < 0 || !steady || steady <= 0) {
    return undefined;
  }
  const { slowestPerDay, fastestPerDay, spanSeconds } = growthRangeOf(evidence, steady);
  return {
    kind: 'range',
    limit: 'memory',
    earliestSeconds: (memoryAvailableBytes / (fastestPerDay * doubt)) * daySeconds,
    latestSeconds: (memoryAvailableBytes / (slowestPerDay / doubt)) * daySeconds,
    confidence: spanSeconds >= 5 * daySeconds ? 'medium' : 'low',
  };
}
