import React, { useMemo } from 'react';
import { type PrometheusSource } from '../../data/dataSources';
import { type RulesReading } from '../../data/readRules';
import { activeAlerts } from '../../rules/activeAlerts';
import { checkRules } from '../../rules/checkRules';
import { type Installation, installedRules } from '../../rules/ruleGroups';
import { ActiveAlerts } from './ActiveAlerts';
import { RuleGroups } from './RuleGroups';
import { RulesAnswer } from './RulesAnswer';

export interface LoadedRulesProps {
  source: PrometheusSource;
  reading: Extract<RulesReading, { kind: 'answered' }>;
  installation: Installation;
  search: string;
  toExports: () => void;
}

export function LoadedRules({ source, reading, installation, search, toExports }: LoadedRulesProps) {
  const { clusterLabel } = installation.settings;
  const expected = useMemo(() => installedRules(installation), [installation]);
  const check = useMemo(() => checkRules(expected, reading.groups), [expected, reading.groups]);
  const active = useMemo(() => activeAlerts(reading.groups, clusterLabel), [reading.groups, clusterLabel]);
  const { atSeconds } = reading;
  return (
    <>
      <RulesAnswer {...{ source, toExports }} verdict={check.verdict} />
      {check.verdict.kind !== 'none' && (
        <>
          <ActiveAlerts {...{ source, active, atSeconds, search, clusterLabel }} />
          <RuleGroups groups={check.groups} atSeconds={atSeconds} />
        </>
      )}
    </>
  );
}
