import React from 'react';
import { type SeriesAnswer } from '../../signals/answer';
import { costsOf } from '../../signals/timeline/costs';
import { useText } from '../../locales/TextProvider';
import { Section } from '../shared/Section';

/** What a leak costs before anything fails; nothing where nobody exports it. */
export function Costs({ answer }: { answer: SeriesAnswer | undefined }) {
  const { text, measures } = useText();
  const { systemCores, systemCoresBefore, cores, relistSeconds, cgroupCreateSeconds } = costsOf(answer?.rows ?? []);
  const share = (part: number | undefined) => (part !== undefined && cores ? measures.ratio(part / cores) : undefined);
  const milliseconds = (seconds: number | undefined) =>
    seconds === undefined ? undefined : measures.count(1000 * seconds);
  const told = [
    ['node.costs.system', share(systemCores)],
    ['node.costs.before', share(systemCoresBefore)],
    ['node.costs.relist', milliseconds(relistSeconds)],
    ['node.costs.create', milliseconds(cgroupCreateSeconds)],
  ] as const;
  const lines = told.flatMap(([key, value]) =>
    value === undefined ? [] : [text(key, { value, cores: measures.count(cores ?? 0) })]
  );
  if (lines.length === 0) {
    return null;
  }
  return (
    <Section title={text('node.costs.title')}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{text('node.costs.note')}</p>
    </Section>
  );
}
