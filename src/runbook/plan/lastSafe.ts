import { type Confidence, type Forecast, type NodeKey } from '../../diagnosis';
import { type PlanNode } from './planNode';

/** Until when a wave should be over: what is failing already, and the first of the others that may follow. */
export interface LastSafe {
  failing: number;
  first?: ForecastDate;
  /** Leaking nodes whose forecast cannot be told yet. */
  unforeseen: number;
}

/** A range of moments, Unix seconds. */
export interface ForecastDate {
  key: NodeKey;
  earliestSeconds: number;
  /** Absent where only the earliest moment is known. */
  latestSeconds?: number;
  limit: Extract<Forecast, { kind: 'range' }>['limit'];
  confidence: Confidence;
}

export function lastSafeOf(nodes: readonly PlanNode[]): LastSafe {
  const dates = nodes.map(forecastDateOf).filter((date) => date !== undefined);
  const first = dates.reduce<ForecastDate | undefined>(
    (soonest, date) => (soonest && soonest.earliestSeconds <= date.earliestSeconds ? soonest : date),
    undefined
  );
  const count = (is: (node: PlanNode) => boolean) => nodes.filter(is).length;
  return {
    failing: count(({ diagnosis }) => diagnosis.state === 'failing'),
    ...(first && { first }),
    unforeseen: count(({ diagnosis: { state, forecast } }) => state === 'leaking' && !isDated(forecast)),
  };
}

/** What may come at any time has no date to plan by. */
function isDated(forecast: Forecast): forecast is Extract<Forecast, { kind: 'range' | 'bound' }> {
  return forecast.kind === 'range' || forecast.kind === 'bound';
}

export function forecastDateOf({ evidence, diagnosis: { forecast } }: PlanNode): ForecastDate | undefined {
  if (!isDated(forecast)) {
    return undefined;
  }
  return {
    key: evidence.key,
    earliestSeconds: evidence.atSeconds + forecast.earliestSeconds,
    ...(forecast.kind === 'range' && { latestSeconds: evidence.atSeconds + forecast.latestSeconds }),
    limit: forecast.limit,
    confidence: forecast.confidence,
  };
}
