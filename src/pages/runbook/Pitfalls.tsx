import { Text } from '@grafana/ui';
import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { type RunbookOption } from '../../runbook/options';
import { pitfalls } from '../../runbook/pitfalls';
import { rollbackCommands } from '../../runbook/steps';

export function Pitfalls({ option }: { option: RunbookOption }) {
  const { text } = useText();
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
      <section>
        <Text element="h2" variant="h4">
          {text('runbook.rollback')}
        </Text>
        <p>{text(`runbook.rollback.${option}`)}</p>
        <CommandBlock command={rollbackCommands[option]} />
      </section>
    </>
  );
}
