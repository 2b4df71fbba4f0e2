import { Button, type ButtonProps } from '@grafana/ui';
import React from 'react';
import { useText } from '../../../locales/TextProvider';
import { usePaste } from './PasteProvider';

export function PasteButton(look: Pick<ButtonProps, 'size' | 'fill' | 'variant'>) {
  const { text } = useText();
  const { open } = usePaste();
  return (
    <Button variant="secondary" icon="clipboard-alt" {...look} onClick={() => open()}>
      {text('paste.title')}
    </Button>
  );
}
