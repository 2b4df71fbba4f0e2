import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type FleetStep } from '../../signals/coverage/coverageAdvice';
import { StepSnippets } from './StepSnippets';

/** Further steps, each folded. */
export function StepList({ steps }: { steps: readonly FleetStep[] }) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  return (
    <div className={styles.list}>
      {steps.map((step) => (
        <details key={step.id} data-testid={`coverage-step-${step.id}`}>
          <summary className={styles.summary}>
            {text(`coverage.step.${step.id}`)}
            {step.count ? (
              <span className={styles.where}>
                {text('coverage.lacksOn', { count: step.count, number: measures.count(step.count) })}
              </span>
            ) : null}
          </summary>
          <div className={styles.body}>
            <p>{text(`coverage.step.${step.id}.tells`)}</p>
            <StepSnippets step={step} />
          </div>
        </details>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  summary: css({ cursor: 'pointer' }),
  where: css({ marginLeft: theme.spacing(1), color: theme.colors.text.secondary }),
  body: css({ padding: theme.spacing(1, 0, 1, 2), minWidth: 0 }),
});
