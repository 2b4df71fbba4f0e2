import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { type RunbookOption } from '../../runbook/options';
import { runbookSteps, type Step } from '../../runbook/steps';
import { type Target } from '../../runbook/target';

export interface RunbookStepsProps {
  option: RunbookOption;
  target: Target;
  isForNode: boolean;
}

export function RunbookSteps({ option, target, isForNode }: RunbookStepsProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <>
      {!isForNode && (
        <div>
          {text('runbook.setNode')}
          <CommandBlock command="NODE=" />
        </div>
      )}
      <ol className={styles.steps}>
        {runbookSteps[option].map((step) => (
          <StepItem key={step.id} step={step} target={target} />
        ))}
      </ol>
    </>
  );
}

function StepItem({ step, target }: { step: Step; target: Target }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return (
    <li className={styles.step} data-testid={`step-${step.id}`}>
      <div className={styles.heading}>
        <Text element="h3" variant="h5">
          {text(step.title)}
        </Text>
        <Badge
          color="blue"
          icon={step.where === 'node' ? 'cube' : 'kubernetes'}
          text={text(`runbook.where.${step.where}`)}
        />
      </div>
      <p>{text(step.why)}</p>
      {'command' in step && <CommandBlock command={step.command(target)} />}
      <p>
        <strong>{text('runbook.expect')}</strong> {text(step.expect)}
      </p>
      <p>
        <strong>{text('runbook.ifNot')}</strong> {text(step.ifNot)}
      </p>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  steps: css({ paddingLeft: theme.spacing(3), maxWidth: theme.spacing(120), display: 'grid', gap: theme.spacing(3) }),
  step: css({ '& p': { marginBottom: theme.spacing(0.5) }, breakInside: 'avoid' }),
  heading: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
});
