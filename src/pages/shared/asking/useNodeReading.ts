import { useCallback, useMemo } from 'react';
import { type PrometheusSource } from '../../../data/dataSources';
import { emptyNodeReading, joinNode } from '../../../data/joinedFleet';
import { type NodeReading, nodeReadingOf } from '../../../data/nodeReading';
import { type RawSpan } from '../../../data/timeSpan';
import { type Held, useReading } from '../../../data/useReading';
import { type AskedSpan } from '../../../signals/answer';
import { type NodeName, nodeQuestions } from '../../../signals/questions/nodeQuestions';
import { type NodeQuestionId } from '../../../signals/series';
import { type Settings } from '../../../signals/settings/settings';
import { usePaste } from '../paste/PasteProvider';

export interface NodeView {
  held: Held<NodeQuestionId>;
  /** With pasted evidence joined: the same node as in its row of the overview. */
  reading?: NodeReading;
}

/** One node, judged. @param only ask these questions and no others; the same array each time */
export function useNodeReading(
  source: PrometheusSource | undefined,
  settings: Settings,
  { cluster, node, isClusterKnown }: NodeName,
  span: RawSpan,
  only?: readonly NodeQuestionId[]
): NodeView {
  const { sources: pasted, known } = usePaste();
  const name = useMemo(() => ({ cluster, node, isClusterKnown }), [cluster, node, isClusterKnown]);
  const questionsAt = useCallback((at: AskedSpan) => nodeQuestions(name, settings, at, only), [name, settings, only]);
  const asked = node === '' ? undefined : source;
  const subject = JSON.stringify([cluster, node]);
  const held = useReading({ source: asked, span, subject, questionsAt });
  const { shown, newest } = held;
  const read = useMemo(() => nodeReadingOf({ shown, newest }, name, settings), [shown, newest, name, settings]);
  const sourceUid = source?.uid;
  const reading = useMemo(() => {
    const last = pasted.at(-1);
    if (!last) {
      return read;
    }
    const alone = read ?? (sourceUid === undefined ? emptyNodeReading(name, last.atSeconds) : undefined);
    return alone && joinNode(alone, known?.sourceUid === sourceUid ? (known?.nodes ?? []) : [], pasted, settings);
  }, [read, pasted, known, sourceUid, settings, name]);
  return { held, reading };
}
