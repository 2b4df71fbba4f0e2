import { useCallback, useEffect, useState } from 'react';
import { type NodeName } from '../signals/questions/nodeQueries';
import { type NodeQueryId } from '../signals/series';
import { type Settings } from '../signals/settings/settings';
import { type PrometheusSource } from './dataSources';
import { type NodeReading, readNode } from './readNode';
import { type RawSpan, resolveSpan } from './timeSpan';

export interface NodeView {
  /** The newest of everything: an answer stays until the next one to the same question is there. */
  reading?: NodeReading;
  isReading: boolean;
  readAgain: () => void;
}

interface Held {
  asked: string;
  reading: NodeReading;
}

/** Reads one node now and whenever the question changes; leaving the page cancels what is under way. */
export function useNode(
  source: PrometheusSource | undefined,
  settings: Settings,
  { cluster, node, isClusterKnown }: NodeName,
  { from, to }: RawSpan,
  only?: readonly NodeQueryId[]
): NodeView {
  const asked = JSON.stringify([source?.uid, cluster, node]);
  const [held, setHeld] = useState<Held>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (!source || node === '') {
      return;
    }
    const abort = new AbortController();
    const name = { cluster, node, isClusterKnown };
    const question = { source, settings, name, span: resolveSpan({ from, to }), only };
    void readNode(question, (latest) => setHeld((before) => advance(before, asked, latest)), abort.signal);
    return () => abort.abort();
  }, [source, settings, asked, cluster, node, isClusterKnown, from, to, only, turn]);

  const readAgain = useCallback(() => setTurn((before) => before + 1), []);
  const reading = held?.asked === asked ? held.reading : undefined;
  return { reading, isReading: source !== undefined && !reading?.isFinished, readAgain };
}

function advance(before: Held | undefined, asked: string, latest: NodeReading): Held {
  const kept = before?.asked === asked ? before.reading : undefined;
  if (!kept) {
    return { asked, reading: latest };
  }
  return {
    asked,
    reading: {
      ...latest,
      key: latest.key ?? kept.key,
      // A verdict on half the answers would be taken back a moment later.
      node: (latest.isFinished ? latest.node : undefined) ?? kept.node ?? latest.node,
      answers: { ...kept.answers, ...latest.answers },
    },
  };
}
