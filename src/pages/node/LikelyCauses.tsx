import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { type Diagnosis } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { Section } from '../shared/Section';

/** From this on, what else it could be is not worth the reader's time. */
const allButSure = 0.9;

/** What may be behind it, the likeliest first, and what would settle it; nothing where it is all but sure. */
export function LikelyCauses({ diagnosis: { causes } }: { diagnosis: Pick<Diagnosis, 'causes'> }) {
  const { text, measures } = useText();
  const [first] = causes;
  if (first === undefined || first.probability >= allButSure) {
    return null;
  }
  return (
    <Section title={text('causes.title')}>
      <ol style={{ listStylePosition: 'inside' }} data-testid="likely-causes">
        {causes.map(({ cause, probability }) => (
          <li key={cause} data-cause={cause}>
            {text('causes.likely', { cause: text(`cause.${cause}`), probability: measures.ratio(probability) })}
          </li>
        ))}
      </ol>
      {first.settle.map(({ fact, command }) => (
        <div key={fact}>
          {text('causes.settle', { fact: text(`settle.${fact}`) })}
          <CommandBlock command={command} />
        </div>
      ))}
    </Section>
  );
}
