import { Alert, LoadingPlaceholder, Stack, Text } from '@grafana/ui';
import React, { useEffect, useRef } from 'react';
import { CoverageTable } from '../../components/CoverageTable';
import { useCoverageReading } from '../shared/asking/useCoverageReading';
import { useLokiTest } from './useLokiTest';
import { type PrometheusSource } from '../../data/dataSources';
import { useText } from '../../locales/TextProvider';
import { type Settings } from '../../signals/settings/settings';
import { SourceTrouble } from '../shared/asking/SourceTrouble';
import { QueryTrouble } from '../shared/asking/QueryTrouble';
import { useSource } from '../shared/asking/useSource';

export interface ConnectionTestProps {
  settings: Settings;
  /** The form has changed since. */
  isStale: boolean;
  askAgain: () => void;
}

/**
 * What these settings, saved or not, find signal by signal. Asks when it appears, where it is brought into sight; give it
 * a key to ask again.
 */
export function ConnectionTest({ settings, isStale, askAgain }: ConnectionTestProps) {
  const { text } = useText();
  const { all, choice, source } = useSource(undefined, settings.metricsDataSourceUid);
  const { held, reading } = useCoverageReading(source, settings);
  const shown = useRef<HTMLElement>(null);
  useEffect(() => shown.current?.scrollIntoView?.({ block: 'center' }), []);
  if (!source) {
    return <SourceTrouble choice={choice} hasOthers={all.length > 0} />;
  }
  const isAnswered = reading?.queries.present?.state === 'answered';
  const clusters = reading?.coverage.clusters ?? [];
  return (
    <section ref={shown} aria-label={text('config.test.result')} data-testid="connection-test" aria-live="polite">
      <Stack direction="column" gap={2}>
        <Text element="h3" variant="h4">
          {text('config.test.found', { source: source.name })}
        </Text>
        {isStale && (
          <Alert
            severity="warning"
            title={text('config.test.stale')}
            buttonContent={text('config.test')}
            onRemove={askAgain}
          />
        )}
        {settings.events.source === 'loki' && <LokiTestResult source={source} settings={settings} />}
        {reading && <QueryTrouble queries={reading.queries} askAgain={held.askAgain} />}
        {!reading?.isUsable && <LoadingPlaceholder text={text('coverage.loading', { source: source.name })} />}
        {reading?.isUsable && isAnswered && clusters.length === 0 && (
          <Alert severity="warning" title={text('empty.message', { source: source.name })}>
            {text('config.test.nothing')}
          </Alert>
        )}
        {reading?.isUsable && clusters.length > 0 && <CoverageTable clusters={clusters} />}
      </Stack>
    </section>
  );
}

function LokiTestResult({ source, settings }: { source: PrometheusSource; settings: Settings }) {
  const { text, measures } = useText();
  const test = useLokiTest(source, settings);
  switch (test?.kind) {
    case undefined:
      return <LoadingPlaceholder text={text('config.test.loki.asking')} />;
    case 'failed':
      return (
        <Alert severity="error" title={`Loki: ${text(`failure.${test.failure.kind}`)}`}>
          {test.failure.technical}
        </Alert>
      );
    case 'silent':
      return <Alert severity="warning" title={text('config.test.loki.silent', { selector: test.selector })} />;
    case 'quiet':
      return <Alert severity="success" title={text('config.test.loki.quiet')} />;
    case 'found': {
      const { events, refused, lines } = test;
      return (
        <Alert
          severity="success"
          title={text('config.test.loki.found', {
            lines: measures.count(lines),
            events: measures.count(events),
            refused: measures.count(refused),
          })}
        />
      );
    }
  }
}
