import { Icon, Stack } from '@grafana/ui';
import React from 'react';
import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { useText } from '../../../locales/TextProvider';
import { PastedChips } from './PastedChips';

/** Says that what is told of a node comes from pasted text in part, which can be taken back. */
export function PastedNote({ node: { pasted } }: { node: FleetNode }) {
  const { text } = useText();
  return pasted ? (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center" data-testid="pasted-note">
      <span>
        <Icon name="clipboard-alt" /> {text('paste.inPart')}
      </span>
      <PastedChips of={pasted} />
    </Stack>
  ) : null;
}
