import React, { useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type RulesAnswer as Loaded } from '../../signals/answer';
import { activeAlerts } from '../../rules/activeAlerts';
import { checkRules } from '../../rules/checkRules';
import { type Installation, installedRules } from '../../rules/ruleGroups';
import { ActiveAlerts } from './ActiveAlerts';
import { RuleGroups } from './RuleGroups';
import { RulesAnswer } from './RulesAnswer';

export interface LoadedRulesProps {
  source: PrometheusSource;
  loaded: Loaded;
  installation: Installation;
  toExports: () => void;
}

export function LoadedRules({ source, loaded, installation, toExports }: LoadedRulesProps) {
  const { clusterLabel } = installation.settings;
  const expected = useMemo(() => installedRules(installation), [installation]);
  const check = useMemo(() => checkRules(expected, loaded.groups), [expected, loaded.groups]);
  const active = useMemo(() => activeAlerts(loaded.groups, clusterLabel), [loaded.groups, clusterLabel]);
  const { atSeconds } = loaded;
  return (
    <>
      <RulesAnswer {...{ source, toExports }} verdict={check.verdict} />
      {check.verdict.kind !== 'none' && (
        <>
          <ActiveAlerts {...{ source, active, atSeconds, clusterLabel }} />
          <RuleGroups groups={check.groups} atSeconds={atSeconds} />
        </>
      )}
    </>
  );
}
