import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, Text, useTheme2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type GroupCheck, type RuleCheck } from '../../rules/checkRules';
import { PlainTable } from '../shared/PlainTable';
import { Section } from '../shared/Section';
import { groupState, type GroupState, isNotable } from './groupState';

/** Group by group: are its rules there, and do they run; then each rule that is not as it should be. */
export function RuleGroups({ groups, atSeconds }: { groups: readonly GroupCheck[]; atSeconds: number }) {
  const { text } = useText();
  const notable = groups.flatMap(({ name, rules }) => rules.filter(isNotable).map((rule) => ({ group: name, rule })));
  return (
    <Section title={text('alerts.rules')}>
      <PlainTable
        label={text('alerts.rules')}
        columns={(['group', 'state', 'rules', 'evaluated', 'took'] as const).map((id) => text(`alerts.column.${id}`))}
        rows={groups.map((group) => ({ id: group.name, cells: groupCells(group, atSeconds) }))}
      />
      {notable.length > 0 && (
        <PlainTable
          label={text('alerts.rules.notable')}
          columns={(['rule', 'what'] as const).map((id) => text(`alerts.column.${id}`))}
          rows={notable.map(({ group, rule }) => ({
            id: `${group} ${rule.name}`,
            cells: [<code key="name">{rule.name}</code>, <RuleWords key="what" rule={rule} />],
          }))}
        />
      )}
    </Section>
  );
}

function groupCells(group: GroupCheck, atSeconds: number): React.ReactNode[] {
  return [
    group.name,
    <StateCell key="state" state={groupState(group, atSeconds)} />,
    <RulesCell key="rules" group={group} />,
    <EvaluatedCell key="evaluated" group={group} atSeconds={atSeconds} />,
    <TookCell key="took" group={group} />,
  ];
}

function StateCell({ state }: { state: GroupState }) {
  const { text } = useText();
  const theme = useTheme2();
  const { icon, color } = look(state, theme);
  return (
    <span className={css({ color, display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) })}>
      <Icon name={icon} />
      {text(`alerts.group.${state}`)}
    </span>
  );
}

function look(state: GroupState, { colors }: GrafanaTheme2): { icon: IconName; color: string } {
  switch (state) {
    case 'fine':
      return { icon: 'check-circle', color: colors.success.text };
    case 'waiting':
      return { icon: 'clock-nine', color: colors.text.secondary };
    case 'different':
    case 'leftover':
      return { icon: 'info-circle', color: colors.info.text };
    case 'missing':
    case 'partly':
    case 'stale':
      return { icon: 'exclamation-triangle', color: colors.warning.text };
    case 'failing':
      return { icon: 'times-circle', color: colors.error.text };
  }
}

function RulesCell({ group: { rules } }: { group: GroupCheck }) {
  const { text, measures } = useText();
  const loaded = rules.filter(({ state }) => state !== 'missing').length;
  return <>{text('alerts.rules.count', { loaded: measures.count(loaded), all: measures.count(rules.length) })}</>;
}

function EvaluatedCell({ group, atSeconds }: { group: GroupCheck; atSeconds: number }) {
  const { text, measures } = useText();
  const { lastEvaluationSeconds } = group;
  return lastEvaluationSeconds === undefined ? (
    <>–</>
  ) : (
    <span title={measures.dateTime(lastEvaluationSeconds)}>
      {text('alerts.ago', { value: measures.duration(atSeconds - lastEvaluationSeconds) })}
    </span>
  );
}

function TookCell({ group: { evaluationSeconds } }: { group: GroupCheck }) {
  const { text, measures } = useText();
  return (
    <>
      {evaluationSeconds === undefined
        ? '–'
        : text('alerts.milliseconds', { value: measures.count(evaluationSeconds * 1000) })}
    </>
  );
}

function RuleWords({ rule: { state, differs, health, lastError } }: { rule: RuleCheck }) {
  const { text } = useText();
  const words = [
    ...(state === 'missing' || state === 'leftover' ? [text(`alerts.rule.${state}`)] : []),
    ...differs.map((what) => text(`alerts.rule.differs.${what}`)),
    ...(health === 'err' ? [text('alerts.rule.failing')] : []),
  ];
  return (
    <div style={{ whiteSpace: 'normal' }}>
      {words.join(' ')}
      {lastError && (
        <div>
          <Text color="error">{lastError}</Text>
        </div>
      )}
    </div>
  );
}
