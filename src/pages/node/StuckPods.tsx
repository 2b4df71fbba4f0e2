import React from 'react';
import { type SeriesAnswer } from '../../signals/answer';
import { type NodeEvidence } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { waitingPodsOf } from '../../signals/timeline/waitingPods';
import { PlainTable } from '../shared/PlainTable';
import { Section } from '../shared/Section';

const maxPods = 50;

export function StuckPods({ evidence, ages }: { evidence: NodeEvidence; ages: SeriesAnswer | undefined }) {
  const { text, measures } = useText();
  const pods = waitingPodsOf(evidence.stuckPods, ages?.rows, ages);
  if (pods.length === 0) {
    return null;
  }
  return (
    <Section title={text('details.stuckPods')} id="stuck-pods">
      <PlainTable
        label={text('details.stuckPods')}
        columns={[text('node.pods.pod'), text('node.pods.reason'), text('node.pods.age')]}
        rows={pods.slice(0, maxPods).map(({ namespace, pod, reason, since }) => {
          const age = since && measures.duration(evidence.atSeconds - since.timeSeconds);
          return {
            id: `${namespace}/${pod}`,
            cells: [
              `${namespace}/${pod}`,
              reason,
              age === undefined ? text('notSeen') : since?.isOpen ? text('node.pods.atLeast', { age }) : age,
            ],
          };
        })}
      />
      {pods.length > maxPods && <div>{text('details.more', { count: pods.length - maxPods })}</div>}
    </Section>
  );
}
