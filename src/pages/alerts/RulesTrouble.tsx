import { Alert, Button, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type QueryFailure } from '../../data/queryFailure';
import { useText } from '../../locales/TextProvider';

export interface RulesTroubleProps {
  source: PrometheusSource;
  failure: QueryFailure;
  askAgain: () => void;
  toExports: () => void;
}

/** Why the page cannot say which rules are loaded, and what can be done all the same. */
export function RulesTrouble({ source, failure, askAgain, toExports }: RulesTroubleProps) {
  const { text } = useText();
  const kind = failure.kind === 'unsupported' || failure.kind === 'forbidden' ? failure.kind : 'failed';
  if (failure.kind === 'aborted') {
    return null;
  }
  return (
    <Alert
      severity={kind === 'unsupported' ? 'info' : kind === 'forbidden' ? 'warning' : 'error'}
      title={text(`alerts.trouble.${kind}`, { source: source.name })}
      data-testid={`rules-${kind}`}
    >
      <Stack direction="column" gap={1}>
        {kind === 'failed' && <p>{text(`failure.${failure.kind}`)}</p>}
        <p>{text(`alerts.trouble.${kind}.then`, { type: source.type })}</p>
        <Stack direction="row" gap={1} wrap="wrap">
          {kind !== 'unsupported' && (
            <Button size="sm" variant="secondary" icon="sync" onClick={askAgain}>
              {text('trouble.retry')}
            </Button>
          )}
          <Button size="sm" variant="secondary" icon="arrow-down" onClick={toExports}>
            {text('alerts.toExports')}
          </Button>
        </Stack>
        <Technical said={failure.technical} />
      </Stack>
    </Alert>
  );
}

function Technical({ said }: { said: string }) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  if (said === '') {
    return null;
  }
  return (
    <div>
      <Button size="sm" fill="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? text('trouble.hideTechnical') : text('trouble.showTechnical')}
      </Button>
      {isOpen && <pre style={{ whiteSpace: 'pre-wrap' }}>{said}</pre>}
    </div>
  );
}
