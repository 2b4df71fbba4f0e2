import { useCallback, useEffect, useMemo } from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { type FleetReading, fleetReadingOf } from '../../../data/fleetReading';
import { emptyReading, joinFleet } from '../../../data/joinedFleet';
import { type RawSpan } from '../../../data/timeSpan';
import { inSteps } from '../../../data/inSteps';
import { type Held, useReading } from '../../../data/useReading';
import { type Answers, type AskedSpan } from '../../../signals/answer';
import { judgeFleetInSteps } from '../../../signals/evidence/judge';
import { fleetQuestions, type FleetScope } from '../../../signals/questions/fleetQuestions';
import { type FleetQuestionId } from '../../../signals/series';
import { type Settings } from '../../../signals/settings/settings';
import { usePaste } from '../paste/PasteProvider';

export interface Fleet {
  held: Held<FleetQuestionId>;
  /** With pasted evidence joined. Without a data source it consists of what was pasted. */
  shown?: FleetReading;
  /** What the data source said, nothing else. */
  asked?: FleetReading;
}

/**
 * Every node of the data source, judged, as far as this scope has them.
 * @param named nodes that are asked for in any case; the same array each time
 */
export function useFleetReading(
  source: PrometheusSource | undefined,
  settings: Settings,
  span: RawSpan,
  scope: FleetScope,
  named: readonly string[]
): Fleet {
  const { sources: pasted, learn } = usePaste();
  const questionsAt = useCallback(
    ({ atSeconds }: AskedSpan) => fleetQuestions(settings, atSeconds, scope, named),
    [settings, scope, named]
  );
  const prepare = useCallback(
    async (answers: Answers<FleetQuestionId>, { atSeconds }: AskedSpan, signal: AbortSignal) => {
      await inSteps(judgeFleetInSteps(answers, settings, atSeconds), { signal });
    },
    [settings]
  );
  const held = useReading({ source, span, questionsAt, prepare });
  const { shown } = held;
  const sourceUid = source?.uid;
  const asked = useMemo(() => shown && fleetReadingOf(shown, settings), [shown, settings]);
  const joined = useMemo(() => {
    const last = pasted.at(-1);
    const reading = asked ?? (last && sourceUid === undefined ? emptyReading(last.atSeconds) : undefined);
    return reading && last ? joinFleet(reading, pasted, settings) : reading;
  }, [asked, pasted, settings, sourceUid]);

  const isPasted = pasted.length > 0;
  useEffect(() => {
    if (isPasted && asked) {
      learn({ sourceUid, nodes: asked.nodes });
    }
  }, [isPasted, asked, sourceUid, learn]);

  return { held, shown: joined, asked };
}
