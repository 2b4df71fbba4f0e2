import React, { useMemo } from 'react';
import { type NodeEvidence } from '../../../diagnosis';
import { useText, type Words } from '../../../locales/TextProvider';
import { beforeAfterOf, type ComparedAnswers, type Stretch } from '../../../signals/timeline/beforeAfter';
import { PlainTable } from '../PlainTable';
import { Section } from '../Section';

export interface BeforeAfterProps {
  answers: ComparedAnswers;
  evidence: NodeEvidence;
}

/** What the last reboot has changed, in figures; nothing where the range shows none. */
export function BeforeAfter({ answers: { changes, slab, creations }, evidence }: BeforeAfterProps) {
  const words = useText();
  const { text, measures } = words;
  const compared = useMemo(
    () => beforeAfterOf({ changes, slab, creations }, evidence),
    [changes, slab, creations, evidence]
  );
  if (!compared) {
    return null;
  }
  const { bootSeconds, before, after } = compared;
  const title = text('beforeAfter.title', { time: measures.dateTime(bootSeconds) });
  const rows = rowKinds.map((kind) => ({
    id: kind,
    cells: [text(`beforeAfter.${kind}`), ...[before, after].map((stretch) => cellText(kind, stretch, words))],
  }));
  return (
    <Section title={title}>
      <div data-testid="before-after">
        <PlainTable label={title} columns={['', text('beforeAfter.before'), text('beforeAfter.after')]} rows={rows} />
      </div>
    </Section>
  );
}

const rowKinds = ['growth', 'failedCreations', 'kernel', 'span'] as const;

function cellText(kind: (typeof rowKinds)[number], stretch: Stretch, { text, measures }: Words): string {
  const { growthBytesPerDay, failedCreations, kernelRelease, fromSeconds, toSeconds } = stretch;
  switch (kind) {
    case 'growth':
      return growthBytesPerDay === undefined
        ? text('beforeAfter.tooShort')
        : measures.bytesPerDay(Math.round(growthBytesPerDay));
    case 'failedCreations': {
      if (!failedCreations) {
        return text('notSeen');
      }
      const { count, precision } = failedCreations;
      return count === 0 ? measures.count(0) : text(`beforeAfter.${precision}`, { value: measures.count(count) });
    }
    case 'kernel':
      return kernelRelease ?? text('notSeen');
    case 'span':
      return measures.duration(toSeconds - fromSeconds);
  }
}
