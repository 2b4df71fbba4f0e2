import { Text } from '@grafana/ui';
import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { type RunbookOption } from '../../runbook/options';
import { pitfalls } from '../../runbook/pitfalls';
import { rollbacks } from '../../runbook/rollbacks';

export function Pitfalls({ option }: { option: RunbookOption }) {
  const { text } = useText();
  const rollback = rollbacks[option];
  return (
    <>
      <section>
        <Text element="h2" variant="h4">
          {text('runbook.pitfalls')}
        </Text>
        {pitfalls[option].map((id) => (
          <details key={id}>
            <summary>{text(`pitfall.${id}`)}</summary>
            <p>{text(`pitfall.${id}.text`)}</p>
          </details>
        ))}
      </section>
      {rollback && (
        <section>
          <Text element="h2" variant="h4">
            {text('runbook.rollback')}
          </Text>
          <p>{text(rollback.words)}</p>
          <CommandBlock command={rollback.command} />
        </section>
      )}
    </>
  );
}
