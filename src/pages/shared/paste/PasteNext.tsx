import { Text } from '@grafana/ui';
import React, { useMemo } from 'react';
import { CommandBlock } from '../../../components/CommandBlock';
import { diagnose } from '../../../diagnosis';
import { compareUrgency } from '../../../diagnosis/urgency';
import { useText } from '../../../locales/TextProvider';
import { joinPasted } from '../../../signals/evidence/pasted';
import { type PastedSource } from '../../../signals/evidence/pastedSource';

const maxFacts = 3;

/** The commands whose output would settle what the texts leave open, for the node that needs it first. */
export function PasteNext({ sources, atSeconds }: { sources: readonly PastedSource[]; atSeconds: number }) {
  const { text } = useText();
  const settles = useMemo(() => settlesOf(sources, atSeconds), [sources, atSeconds]);
  return settles.length === 0 ? null : (
    <section data-testid="paste-next">
      <Text element="h4" variant="h5">
        {text('paste.next.title')}
      </Text>
      <p>{text('paste.next.means')}</p>
      {settles.map(({ fact, command }) => (
        <div key={fact}>
          {text(`settle.${fact}`)}
          <CommandBlock command={command} />
        </div>
      ))}
    </section>
  );
}

function settlesOf(sources: readonly PastedSource[], atSeconds: number) {
  const [first] = joinPasted([], sources, atSeconds)
    .nodes.map((evidence) => ({ evidence, diagnosis: diagnose(evidence) }))
    .sort(compareUrgency);
  const settles = first?.diagnosis.causes.flatMap(({ settle }) => settle) ?? [];
  return [...new Map(settles.map((settle) => [settle.fact, settle])).values()].slice(0, maxFacts);
}
