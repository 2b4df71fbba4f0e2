import React from 'react';
import { useText } from '../../locales/TextProvider';
import { PlatformTabs, type PlatformTabsProps } from './PlatformTabs';

/** How to become root on a node that starts no debug pod. */
export function RootAccess(props: Omit<PlatformTabsProps, 'step'>) {
  const { text } = useText();
  return (
    <details data-testid="root-access">
      <summary>{text('runbook.root.title')}</summary>
      <p>{text('runbook.root.why')}</p>
      <PlatformTabs step="rootAccess" {...props} />
    </details>
  );
}
