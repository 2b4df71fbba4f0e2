import { Button, Checkbox, Stack, Toggletip } from '@grafana/ui';
import React from 'react';
import { SandboxPart } from '../../components/SandboxPart';
import { useText } from '../../locales/TextProvider';
import { type ColumnId, columnIds, fixedColumnIds } from '../shared/address/columnIds';

export interface ColumnMenuProps {
  shown: readonly ColumnId[];
  onChange: (shown: readonly ColumnId[]) => void;
}

export function ColumnMenu({ shown, onChange }: ColumnMenuProps) {
  const { text } = useText();
  const toggle = (id: ColumnId) =>
    onChange(columnIds.filter((each) => (each === id ? !shown.includes(each) : shown.includes(each))));
  const choices = (
    <Stack direction="column" gap={0.5}>
      {columnIds
        .filter((id) => !fixedColumnIds.includes(id))
        .map((id) => (
          <Checkbox key={id} label={text(`column.${id}`)} value={shown.includes(id)} onChange={() => toggle(id)} />
        ))}
    </Stack>
  );
  return (
    <Toggletip content={<SandboxPart>{choices}</SandboxPart>} placement="bottom-end" closeButton={false}>
      <Button variant="secondary" size="sm" icon="columns">
        {text('table.columns')}
      </Button>
    </Toggletip>
  );
}
