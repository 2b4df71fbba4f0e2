import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ComponentType, type ReactNode } from 'react';
import { PageLink } from '../../components/PageLink';
import { StateLabel } from '../../components/StateLabel';
import { TrendSparkline } from '../../components/TrendSparkline';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type Reason } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import {
  causeText,
  forecastQualifier,
  forecastText,
  kernelText,
  reasonText,
  recoveringText,
} from '../../locales/wording';
import { useLinks } from '../shared/address/links';
import { type ColumnId } from '../shared/address/columnIds';
import { decidingReasons } from '../shared/verdict/decidingReasons';
import { refusedCreations } from '../../diagnosis/urgency';

interface CellProps {
  node: FleetNode;
  /** Of what can be activated in the cell. */
  tabIndex: number;
}

/** Two lines at most: the figure, and what it is to be read against. */
function Lines({ first, second, isWhole = false }: { first: ReactNode; second?: ReactNode; isWhole?: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={isWhole ? styles.whole : undefined}>
      <div>{first}</div>
      {second !== undefined && second !== '' && <div className={styles.second}>{second}</div>}
    </div>
  );
}

/** "Not seen" is not zero: a dash for the eye, words for the rest. */
function NotSeen() {
  const { text } = useText();
  return (
    <span aria-label={text('notSeen')} title={text('notSeen')} role="img">
      –
    </span>
  );
}

function Figure({ value, format }: { value: number | undefined; format: (value: number) => string }) {
  return value === undefined ? <NotSeen /> : <Lines isWhole first={format(value)} />;
}

function StateCell({ node }: CellProps) {
  const words = useText();
  const { text } = words;
  const { diagnosis } = node;
  const { cause } = diagnosis;
  const short =
    cause === 'none' ? undefined : <span title={causeText(diagnosis, words)}>{text(`cause.${cause}.short`)}</span>;
  const recovering = recoveringText(node, words);
  if (recovering !== undefined) {
    return <Lines first={<StateLabel state={diagnosis.state} isInRow />} second={recovering} />;
  }
  return <Lines isWhole first={<StateLabel state={diagnosis.state} isInRow />} second={short} />;
}

function NodeCell({ node: { evidence, isWithoutNode }, tabIndex }: CellProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const { key, cordoned } = evidence;
  const notes = [cordoned && text('node.cordoned'), isWithoutNode && text('paste.withoutNode')];
  const second = [key.cluster, ...notes].filter(Boolean).join(' · ');
  return (
    <Lines
      first={
        <strong className={styles.name}>
          {isWithoutNode ? (
            key.node
          ) : (
            <PageLink path={links.node(key)} tabIndex={tabIndex}>
              {key.node}
            </PageLink>
          )}
        </strong>
      }
      second={second}
    />
  );
}

function WhyCell({ node: { diagnosis } }: CellProps) {
  const words = useText();
  const reasons = decidingReasons(diagnosis);
  const worded = (reason: Reason | undefined) => reason && reasonText(reason, words);
  return <Lines first={worded(reasons[0]) ?? words.text('why.nothing')} second={worded(reasons[1])} />;
}

function ForecastCell({ node: { diagnosis } }: CellProps) {
  const words = useText();
  const { forecast } = diagnosis;
  const confidence = forecast.kind !== 'none' ? words.text(`confidence.${forecast.confidence}`) : undefined;
  return (
    <span title={forecastQualifier(forecast, words)}>
      <Lines isWhole first={forecastText(forecast, words)} second={confidence} />
    </span>
  );
}

function SlabCell({ node: { evidence } }: CellProps) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { slabUnreclaimableBytes: bytes, memoryTotalBytes: total, slabHistory } = evidence;
  if (bytes === undefined) {
    return <NotSeen />;
  }
  return (
    <div className={styles.slab}>
      <Lines isWhole first={measures.bytes(bytes)} second={total ? measures.ratio(bytes / total) : undefined} />
      <TrendSparkline samples={slabHistory} label={text('slab.trend')} />
    </div>
  );
}

function GrowthCell({ node: { evidence } }: CellProps) {
  const { measures } = useText();
  return <Figure value={evidence.slabSteadyGrowthBytesPerDay} format={measures.bytesPerDay} />;
}

function CgroupsCell({ node: { evidence } }: CellProps) {
  const { text, measures } = useText();
  const { memoryCgroups: counted, liveMemoryCgroups: live } = evidence;
  if (counted === undefined && live === undefined) {
    return <NotSeen />;
  }
  return (
    <Lines
      isWhole
      first={counted === undefined ? <NotSeen /> : measures.count(counted)}
      second={live === undefined ? text('cgroups.liveNotSeen') : text('cgroups.live', { live: measures.count(live) })}
    />
  );
}

function CreationsCell({ node }: CellProps) {
  const { text, measures } = useText();
  const refused = refusedCreations(node);
  const { cgroupCreates15m: tried, podStarts15m: started } = node.evidence;
  const second =
    tried === undefined
      ? undefined
      : text('creations.tried', {
          tried: measures.count(Math.round(tried)),
          started: measures.count(Math.round(started ?? 0)),
        });
  return refused === undefined && second === undefined ? (
    <NotSeen />
  ) : (
    <Lines isWhole first={refused === undefined ? <NotSeen /> : measures.count(refused)} second={second} />
  );
}

function StuckPodsCell({ node: { evidence } }: CellProps) {
  const { measures } = useText();
  return <Lines isWhole first={measures.count(evidence.stuckPods.length)} />;
}

function KernelCell({ node: { evidence, diagnosis } }: CellProps) {
  const styles = useStyles2(getStyles);
  const words = useText();
  return evidence.kernelRelease === undefined ? (
    <NotSeen />
  ) : (
    <Lines
      first={<span className={styles.name}>{evidence.kernelRelease}</span>}
      second={kernelText(diagnosis.kernel, words)}
    />
  );
}

function AccountingCell({ node: { evidence } }: CellProps) {
  const { text } = useText();
  const { kmemAccountingOn: isOn, nokmemRunning } = evidence;
  const first = isOn === undefined ? text('accounting.notSeen') : text(isOn ? 'accounting.on' : 'accounting.off');
  return <Lines isWhole first={first} second={nokmemRunning ? text('accounting.nokmem') : undefined} />;
}

function UptimeCell({ node: { evidence } }: CellProps) {
  const { measures } = useText();
  const { bootTimeSeconds, atSeconds } = evidence;
  if (bootTimeSeconds === undefined) {
    return <NotSeen />;
  }
  return (
    <span title={measures.dateTime(bootTimeSeconds)}>
      <Lines isWhole first={measures.duration(atSeconds - bootTimeSeconds)} />
    </span>
  );
}

function KubeletCell({ node: { evidence } }: CellProps) {
  return evidence.kubeletVersion === undefined ? <NotSeen /> : <Lines first={evidence.kubeletVersion} />;
}

function RuntimeCell({ node: { evidence } }: CellProps) {
  return evidence.containerRuntimeVersion === undefined ? (
    <NotSeen />
  ) : (
    <Lines first={evidence.containerRuntimeVersion} />
  );
}

export const cells: Record<ColumnId, ComponentType<CellProps>> = {
  state: StateCell,
  node: NodeCell,
  why: WhyCell,
  forecast: ForecastCell,
  slab: SlabCell,
  growth: GrowthCell,
  cgroups: CgroupsCell,
  creations: CreationsCell,
  stuckPods: StuckPodsCell,
  kernel: KernelCell,
  accounting: AccountingCell,
  uptime: UptimeCell,
  kubelet: KubeletCell,
  runtime: RuntimeCell,
};

const getStyles = (theme: GrafanaTheme2) => ({
  whole: css({ fontVariantNumeric: 'tabular-nums' }),
  second: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall }),
  name: css({ overflowWrap: 'anywhere' }),
  slab: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'center', justifyContent: 'space-between' }),
});
