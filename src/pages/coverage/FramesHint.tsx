import { Alert } from '@grafana/ui';
import React from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type Progress } from '../../data/progress';
import { useText } from '../../locales/TextProvider';

/** Answers that come the long way, and why. */
export function FramesHint({ source, queries }: { source: PrometheusSource; queries: Progress<string> }) {
  const { text } = useText();
  const [because] = Object.values(queries).flatMap((each) =>
    each?.state === 'answered' && each.framesBecause !== undefined ? [each.framesBecause] : []
  );
  if (because === undefined) {
    return null;
  }
  return (
    <Alert severity="info" title={text('coverage.frames', { source: source.name })} data-testid="coverage-frames">
      {text('coverage.frames.means')}
      {because !== '' && <pre>{because}</pre>}
    </Alert>
  );
}
