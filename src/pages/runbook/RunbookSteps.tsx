import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { CommandBlock } from '../../components/CommandBlock';
import { useText } from '../../locales/TextProvider';
import { type PlannedStep, plannedSteps } from '../../runbook/courses';
import { type RunbookId } from '../../runbook/options';
import { type Platform, platformOf } from '../../runbook/platforms';
import { type System } from '../../runbook/system';
import { type Target } from '../../runbook/target';
import { Section } from '../shared/Section';
import { RootAccess } from './RootAccess';
import { StepBody } from './StepBody';
import { type StepContext } from './stepContext';
import { useTicks } from './useTicks';
import { WayNote } from './WayNote';

export interface RunbookStepsProps extends Omit<StepContext, 'ticks' | 'platform' | 'onChoosePlatform'> {
  option: RunbookId;
  system: System;
  target: Target;
  /** The name of the node stands in the commands. */
  isForNode: boolean;
  kubeletVersion?: string;
}

export function RunbookSteps({ option, isForNode, kubeletVersion, ...facts }: RunbookStepsProps) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const ticks = useTicks(option, facts.nodeKey);
  const [chosen, onChoosePlatform] = useState<Platform>();
  const platform = chosen ?? platformOf(facts.system, kubeletVersion);
  const context = { ...facts, ticks, platform, onChoosePlatform };
  const steps = plannedSteps(option, facts.system);
  const isDone = (step: PlannedStep) =>
    step.kind === 'step' ? ticks.done.has(step.id) : step.steps.some(({ id }) => ticks.done.has(id));
  const doneCount = steps.filter(isDone).length;
  return (
    <Section title={text('runbook.steps')}>
      {!isForNode && (
        <div>
          {text('runbook.setNode')}
          <CommandBlock command="NODE=" />
        </div>
      )}
      <RootAccess target={facts.target} platform={platform} onChoose={onChoosePlatform} />
      {doneCount > 0 && (
        <div className={styles.progress} data-testid="runbook-progress">
          <span role="status">
            {text('runbook.doneOf', { done: measures.count(doneCount), all: measures.count(steps.length) })}
          </span>
          <Button variant="secondary" fill="text" size="sm" onClick={ticks.startOver}>
            {text('runbook.startOver')}
          </Button>
        </div>
      )}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.kind === 'step' ? step.id : step.steps.map(({ id }) => id).join()} className={styles.step}>
            <Planned step={step} context={context} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Planned({ step, context }: { step: PlannedStep; context: StepContext }) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  if (step.kind === 'step') {
    return (
      <StepBody id={step.id} context={context}>
        {step.chosenFor && <WayNote chosenFor={step.chosenFor} system={context.system} />}
        {step.onlyFor && <WayNote onlyFor={step.onlyFor} />}
      </StepBody>
    );
  }
  return (
    <div data-testid={`alternatives-${step.by}`}>
      <strong>{text(`runbook.alternatives.${step.by}`)}</strong>
      <p>{text('runbook.alternatives.tell')}</p>
      <div className={styles.alternatives}>
        {step.steps.map(({ id, ways }) => (
          <StepBody key={id} id={id} context={context} ways={ways}>
            <WayNote onlyFor={ways} isProminent />
          </StepBody>
        ))}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  progress: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  steps: css({
    margin: 0,
    paddingLeft: theme.spacing(3),
    maxWidth: theme.spacing(120),
    display: 'grid',
    gap: theme.spacing(3),
  }),
  step: css({ minWidth: 0, '& p': { marginBottom: theme.spacing(0.5) } }),
  alternatives: css({
    display: 'grid',
    gap: theme.spacing(2),
    paddingLeft: theme.spacing(2),
    borderLeft: `1px solid ${theme.colors.border.medium}`,
    '& > *': { minWidth: 0 },
  }),
});
