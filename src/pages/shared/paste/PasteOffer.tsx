import { Stack } from '@grafana/ui';
import React from 'react';
import { useText } from '../../../locales/TextProvider';
import { PasteButton } from './PasteButton';
import { PastedChips } from './PastedChips';

/** Where the data source says nothing: what still helps. */
export function PasteOffer() {
  const { text } = useText();
  return (
    <Stack direction="column" gap={1} alignItems="center">
      <div>{text('paste.offer')}</div>
      <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
        <PasteButton />
        <PastedChips />
      </Stack>
    </Stack>
  );
}
