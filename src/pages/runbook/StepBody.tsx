import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, Checkbox, type IconName, Text, useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { runbookFigures } from '../../locales/runbookFigures';
import { useText } from '../../locales/TextProvider';
import { results } from '../../runbook/confirmSteps';
import { type Way } from '../../runbook/courses';
import { type Risk } from '../../runbook/step';
import { commandOf, minutesOf, riskOf, type StepId, whereOf } from '../../runbook/steps';
import { type StepContext } from './stepContext';
import { ImageHints } from './ImageHints';
import { PlatformTabs } from './PlatformTabs';
import { Results } from './Results';
import { StepFeeders } from './StepFeeders';
import { UpgradeTargets } from './UpgradeTargets';

interface StepBodyProps {
  id: StepId;
  context: StepContext;
  /** The ways the step is for, where the node's is unknown. */
  ways?: readonly Way[];
}

const riskLooks: Readonly<Record<Risk, { color: BadgeColor; icon: IconName }>> = {
  reads: { color: 'green', icon: 'eye' },
  changes: { color: 'orange', icon: 'pen' },
  disrupts: { color: 'red', icon: 'exclamation-triangle' },
};

/** What and why, the command, what you should see, what if not. */
export function StepBody({ id, context, ways, children }: PropsWithChildren<StepBodyProps>) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const figures = runbookFigures(context.thresholds, measures);
  const command = commandOf(id, context.target);
  const where = whereOf(id);
  const risk = riskOf(id);
  const { ticks, target, platform } = context;
  return (
    <div className={styles.step} data-testid={`step-${id}`}>
      <div className={styles.heading}>
        <Text element="h3" variant="h5">
          {text(`runbook.${id}.title`)}
        </Text>
        <Badge color="blue" icon={where === 'node' ? 'cube' : 'kubernetes'} text={text(`runbook.where.${where}`)} />
        <Badge {...riskLooks[risk]} text={text(`runbook.risk.${risk}`)} />
        <span className={styles.minutes}>
          {text('runbook.minutes', { range: [...new Set(minutesOf(id))].map(measures.count).join('–') })}
        </span>
        <span className={styles.done}>
          <Checkbox
            label={text('runbook.done')}
            aria-label={`${text('runbook.done')}: ${text(`runbook.${id}.title`)}`}
            value={ticks.done.has(id)}
            onChange={(event) => ticks.setDone(id, event.currentTarget.checked)}
          />
        </span>
      </div>
      {children}
      <p>{text(`runbook.${id}.why`, figures)}</p>
      {id === 'slowDown' && context.nodeKey && <StepFeeders nodeKey={context.nodeKey} />}
      <ImageHints id={id} system={context.system} />
      <UpgradeTargets id={id} system={context.system} ways={ways} />
      {command !== undefined && <CommandBlock command={command} />}
      <PlatformTabs step={id} {...{ target, platform }} onChoose={context.onChoosePlatform} />
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
  minutes: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  done: css({ '@media print': { display: 'none' } }),
  heading: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
});
