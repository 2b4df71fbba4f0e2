import { Alert } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type LeftOutKind } from '../../signals/evidence/leftOutNodes';

/** A node that the fault cannot affect has no verdict: neither the nodes page nor the alerts count it. */
export function LeftOut({ kind, node }: { kind: LeftOutKind; node: string }) {
  const { text } = useText();
  return (
    <div data-testid="left-out" data-kind={kind}>
      <Alert severity="info" title={text(`node.leftOut.${kind}`, { node })}>
        {text('node.leftOut.means')}
      </Alert>
    </div>
  );
}
