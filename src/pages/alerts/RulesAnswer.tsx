import { Alert, type AlertVariant, Button } from '@grafana/ui';
import React from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { useText } from '../../locales/TextProvider';
import { type RulesVerdict } from '../../rules/checkRules';

export interface RulesAnswerProps {
  verdict: RulesVerdict;
  source: PrometheusSource;
  toExports: () => void;
}

/** The answer first: is anybody notified, and if not, what to do. */
export function RulesAnswer({ verdict, source, toExports }: RulesAnswerProps) {
  const { text, measures } = useText();
  const { kind } = verdict;
  const values = Object.fromEntries(
    Object.entries(verdict).map(([name, value]) => [
      name,
      typeof value === 'number' ? measures.count(value) : Array.isArray(value) ? value.join(', ') : String(value),
    ])
  );
  const isLoaded = kind === 'loaded';
  return (
    <Alert
      severity={severities[kind]}
      title={text(`alerts.answer.${kind}`, { ...values, source: source.name })}
      data-testid={`rules-${kind}`}
    >
      {(!isLoaded || !verdict.isEvaluated) && <p>{text(`alerts.answer.${kind}.then`, values)}</p>}
      {!isLoaded && kind !== 'unhealthy' && (
        <Button size="sm" variant={kind === 'none' ? 'primary' : 'secondary'} icon="arrow-down" onClick={toExports}>
          {text('alerts.toExports')}
        </Button>
      )}
    </Alert>
  );
}

const severities: Readonly<Record<RulesVerdict['kind'], AlertVariant>> = {
  none: 'warning',
  partly: 'warning',
  unhealthy: 'error',
  twice: 'warning',
  different: 'info',
  loaded: 'success',
};
