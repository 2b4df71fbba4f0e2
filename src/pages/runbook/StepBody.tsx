import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, Text, useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { runbookFigures } from '../../locales/runbookFigures';
import { useText } from '../../locales/TextProvider';
import { results } from '../../runbook/confirmSteps';
import { type Way } from '../../runbook/courses';
import { commandOf, type StepId, whereOf } from '../../runbook/steps';
import { type StepContext } from './stepContext';
import { ImageHints } from './ImageHints';
import { Results } from './Results';
import { UpgradeTargets } from './UpgradeTargets';

interface StepBodyProps {
  id: StepId;
  context: StepContext;
  /** The ways the step is for, where the node's is unknown. */
  ways?: readonly Way[];
}

/** What and why, the command, what you should see, what if not. */
export function StepBody({ id, context, ways, children }: PropsWithChildren<StepBodyProps>) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const figures = runbookFigures(context.thresholds, measures);
  const command = commandOf(id, context.target);
  const where = whereOf(id);
  return (
    <div className={styles.step} data-testid={`step-${id}`}>
      <div className={styles.heading}>
        <Text element="h3" variant="h5">
          {text(`runbook.${id}.title`)}
        </Text>
        <Badge color="blue" icon={where === 'node' ? 'cube' : 'kubernetes'} text={text(`runbook.where.${where}`)} />
      </div>
      {children}
      <p>{text(`runbook.${id}.why`, figures)}</p>
      <ImageHints id={id} system={context.system} />
      <UpgradeTargets id={id} system={context.system} ways={ways} />
      {command !== undefined && <CommandBlock command={command} />}
      <p>
        <strong>{text('runbook.expect')}</strong> {text(`runbook.${id}.expect`, figures)}
      </p>
      {id in results && <Results step={id as keyof typeof results} context={context} />}
      <p>
        <strong>{text('runbook.ifNot')}</strong> {text(`runbook.${id}.ifNot`)}
      </p>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  step: css({ minWidth: 0, breakInside: 'avoid', '& p': { marginBottom: theme.spacing(0.5) } }),
  heading: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
});
