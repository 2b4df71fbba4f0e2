import React, { useMemo } from 'react';
import { type SeriesAnswer } from '../../signals/answer';
import { useText } from '../../locales/TextProvider';
import { slabCachesOf } from '../../signals/timeline/slabCaches';
import { PlainTable } from '../shared/PlainTable';
import { Section } from '../shared/Section';

const maxCaches = 12;

/** Only where node_exporter runs with its slabinfo collector; most do not, and nothing is missing without it. */
export function SlabCaches({ answer }: { answer: SeriesAnswer | undefined }) {
  const { text, measures } = useText();
  const caches = useMemo(() => slabCachesOf(answer?.rows ?? []), [answer]);
  if (caches.length === 0) {
    return null;
  }
  const signed = (bytes: number) => `${bytes > 0 ? '+' : ''}${measures.bytes(bytes)}`;
  return (
    <Section title={text('node.caches.title')}>
      <PlainTable
        label={text('node.caches.title')}
        columns={[text('node.caches.name'), text('node.caches.size'), text('node.caches.growth')]}
        rows={caches.slice(0, maxCaches).map(({ name, bytes, grownBytes, overSeconds }) => ({
          id: name,
          cells: [
            name,
            measures.bytes(bytes),
            grownBytes === undefined || overSeconds === undefined
              ? text('notSeen')
              : text('node.caches.grown', { value: signed(grownBytes), span: measures.duration(overSeconds) }),
          ],
        }))}
      />
    </Section>
  );
}
