import React from 'react';
import { proofSpan } from '../../data/useProof';
import { type NodeKey } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { type NodeQuestionId } from '../../signals/series';
import { feederName, feedersOf } from '../../signals/timeline/feeders';
import { usePage } from '../shared/asking/PageContext';
import { useNodeReading } from '../shared/asking/useNodeReading';

const asked: readonly NodeQuestionId[] = ['where', 'feeders'];
const maxFeeders = 3;

/** Who feeds the leak on this node, most first; asked once, for it takes the servers long. */
export function StepFeeders({ nodeKey }: { nodeKey: NodeKey }) {
  const { settings, source } = usePage();
  const { text } = useText();
  const name = { ...nodeKey, isClusterKnown: nodeKey.cluster !== undefined };
  const { reading } = useNodeReading(source, settings, name, proofSpan, asked);
  const feeders = feedersOf(reading?.answers.feeders?.rows ?? []).slice(0, maxFeeders);
  return feeders.length === 0 ? null : (
    <p>
      <strong>{text('node.feeders.title')}</strong>{' '}
      {feeders.map((each, index) => (
        <React.Fragment key={feederName(each)}>
          {index > 0 && ' '}
          <code>{feederName(each)}</code>
        </React.Fragment>
      ))}
    </p>
  );
}
