import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, EmptyState, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type FleetReading } from '../../data/fleetReading';
import { type PlanFacts } from './usePlanFacts';
import { useText } from '../../locales/TextProvider';
import { makePlan } from '../../runbook/plan/makePlan';
import { countRest, sizeOf } from '../../signals/evidence/restOfFleet';
import { type NodePlace } from '../../signals/evidence/planFacts';
import { tellingCluster } from '../shared/verdict/filterNodes';
import { usePage } from '../shared/asking/PageContext';
import { useUrlQuery } from '../shared/address/useUrlQuery';
import { changedChoice, chosenNodes, clusterSizes, planNodesOf } from './chosenNodes';
import { NodeChoice } from './NodeChoice';
import { PlanExports } from './PlanExports';
import { PlanForm } from './PlanForm';
import { choiceChange, longestAddress, parsePlanView, settingsChange } from './planView';
import { Waves } from './Waves';

export interface PlanBodyProps {
  reading: FleetReading;
  facts: PlanFacts;
  /** Absent: they are being loaded, or there are none. */
  loadRest?: () => void;
}

const noPlaces: ReadonlyMap<string, NodePlace> = new Map();

export function PlanBody({ reading, facts, loadRest }: PlanBodyProps) {
  const { view, search } = usePage();
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { change } = useUrlQuery();
  const { settings, choice } = useMemo(() => parsePlanView(search), [search]);
  const places = facts.state === 'answered' ? facts.places : noPlaces;
  const all = useMemo(() => planNodesOf(reading, places), [reading, places]);
  const chosen = useMemo(() => chosenNodes(all, choice, reading.atSeconds), [all, choice, reading.atSeconds]);
  const cluster = useMemo(() => tellingCluster(all, view.cluster), [all, view.cluster]);
  const plan = useMemo(
    () =>
      makePlan({
        chosen: cluster === undefined ? chosen : chosen.filter((node) => isOf(node.evidence.key, cluster)),
        sizeOf: clusterSizes(all, reading.rest, places),
        settings,
        startsAtSeconds: choice.kind === 'fixed' ? choice.sinceSeconds : reading.atSeconds,
        timeZone: measures.timeZone,
      }),
    [all, chosen, settings, choice, reading, places, cluster, measures]
  );
  return (
    <>
      <PlanNotices {...{ facts, isLong: search.length > longestAddress, length: search.length }} />
      <div className={styles.columns}>
        <NodeChoice
          {...{ all, chosen, loadRest }}
          rest={reading.rest}
          onChoose={(nodes, isIn) => change(choiceChange(changedChoice(choice, nodes, isIn)), { replace: true })}
        />
        <div className={styles.right}>
          <PlanForm
            settings={settings}
            startsAtSeconds={plan.startsAtSeconds}
            onChange={(next) => change(settingsChange(next), { replace: true })}
          />
          {plan.waves.length === 0 ? (
            <EmptyState variant="completed" message={text('plan.none')}>
              {text('plan.none.hint', {
                number: measures.count(all.length + sizeOf(countRest(reading.rest, undefined))),
              })}
            </EmptyState>
          ) : (
            <>
              <Waves
                {...{ plan, choice }}
                onFix={(isFixed) =>
                  change(
                    choiceChange(
                      isFixed
                        ? {
                            kind: 'fixed',
                            keys: chosen.map(({ evidence }) => evidence.key),
                            sinceSeconds: Math.floor(reading.atSeconds),
                          }
                        : { kind: 'proposed', added: [], dropped: [] }
                    )
                  )
                }
              />
              <PlanExports plan={plan} />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function isOf(key: { cluster?: string }, cluster: string | undefined): boolean {
  return (key.cluster ?? '') === cluster;
}

function PlanNotices({ facts, isLong, length }: { facts: PlanFacts; isLong: boolean; length: number }) {
  const { text, measures } = useText();
  const isControlPlaneKnown =
    facts.state === 'answered' && [...facts.places.values()].some(({ isControlPlane }) => isControlPlane);
  return (
    <>
      {facts.state === 'failed' && facts.failure.kind !== 'aborted' && (
        <Alert severity="warning" title={text('plan.facts.failed')}>
          {text(`failure.${facts.failure.kind}`)} {text('plan.facts.without')}
        </Alert>
      )}
      {facts.state === 'answered' && !isControlPlaneKnown && (
        <Alert severity="info" title={text('plan.facts.noControlPlane')}>
          {text('plan.facts.without')}
        </Alert>
      )}
      {isLong && (
        <Alert severity="warning" title={text('plan.longAddress', { number: measures.count(length) })}>
          {text('plan.longAddress.hint')}
        </Alert>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gap: theme.spacing(3),
    gridTemplateColumns: 'minmax(0, 1fr)',
    [theme.breakpoints.up('lg')]: { gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 7fr)' },
  }),
  right: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
});
