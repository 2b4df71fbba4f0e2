import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { type RunbookId } from '../../runbook/options';
import { rollbackCommands } from '../../runbook/rollbacks';
import { type System } from '../../runbook/system';
import { Section } from '../shared/Section';
import { WayNote } from './WayNote';

export function Rollback({ option, system }: { option: RunbookId; system: System }) {
  const { text } = useText();
  const commands = rollbackCommands(option, system);
  return (
    <Section title={text('runbook.rollback')}>
      <p style={{ margin: 0 }}>{text(`runbook.rollback.${option}`)}</p>
      {commands.map(({ ways, commands: actions }) => (
        <div key={actions.join()} data-testid="rollback-command">
          {system.kind === 'unknown' && <WayNote onlyFor={ways} />}
          {actions.map((command) => (
            <CommandBlock key={command} command={command} />
          ))}
        </div>
      ))}
    </Section>
  );
}
