import React, { useMemo } from 'react';
import { type SeriesAnswer } from '../../signals/answer';
import { feedersOf } from '../../signals/timeline/feeders';
import { useText } from '../../locales/TextProvider';
import { PlainTable } from '../shared/PlainTable';
import { Section } from '../shared/Section';

/** Who feeds a leak: nothing where little is started. */
export function Feeders({ answer }: { answer: SeriesAnswer | undefined }) {
  const { text, measures } = useText();
  const feeders = useMemo(() => feedersOf(answer?.rows ?? []), [answer]);
  if (feeders.length === 0) {
    return null;
  }
  return (
    <Section title={text('node.feeders.title')}>
      <PlainTable
        label={text('node.feeders.title')}
        columns={[
          text('node.feeders.owner'),
          text('node.feeders.namespace'),
          text('node.feeders.pods'),
          text('node.feeders.restarts'),
        ]}
        rows={feeders.map(({ namespace, kind, owner, pods, restarts }) => ({
          id: JSON.stringify([namespace, kind, owner]),
          cells: [`${kind} ${owner}`, namespace, measures.count(pods), measures.count(restarts)],
        }))}
      />
    </Section>
  );
}
