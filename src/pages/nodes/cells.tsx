import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React, { type ComponentType, type ReactNode } from 'react';
import { StateLabel } from '../../components/StateLabel';
import { TrendSparkline } from '../../components/TrendSparkline';
import { type FleetNode } from '../../data/readFleet';
import { type Reason } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { forecastQualifier, forecastText, reasonText } from '../../locales/wording';
import { type ColumnId } from './columnIds';
import { tellingReasons } from './tellingReasons';
import { refusedCreations } from './urgency';

type Cell = ComponentType<{ node: FleetNode }>;

/** Two lines at most: the figure, and what it is to be read against. */
function Lines({ first, second, isNumber = false }: { first: ReactNode; second?: ReactNode; isNumber?: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={isNumber ? styles.number : undefined}>
      <div>{first}</div>
      {second !== undefined && second !== '' && <div className={styles.second}>{second}</div>}
    </div>
  );
}

/** "Not seen" is not zero: a dash for the eye, words for the rest. */
function NotSeen() {
  const { text } = useText();
  return (
    <Tooltip content={text('notSeen')}>
      <span aria-label={text('notSeen')} role="img">
        –
      </span>
    </Tooltip>
  );
}

function Figure({ value, format }: { value: number | undefined; format: (value: number) => string }) {
  return value === undefined ? <NotSeen /> : <Lines isNumber first={format(value)} />;
}

const StateCell: Cell = ({ node: { diagnosis } }) => {
  const { text } = useText();
  const cause = diagnosis.cause === 'none' ? undefined : text(`cause.${diagnosis.cause}`);
  return <Lines first={<StateLabel state={diagnosis.state} />} second={cause} />;
};

const NodeCell: Cell = ({ node: { evidence } }) => {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const { key, cordoned } = evidence;
  const second = [key.cluster, cordoned ? text('node.cordoned') : undefined].filter(Boolean).join(' · ');
  return <Lines first={<strong className={styles.name}>{key.node}</strong>} second={second} />;
};

const WhyCell: Cell = ({ node: { diagnosis } }) => {
  const styles = useStyles2(getStyles);
  const words = useText();
  const reasons = tellingReasons(diagnosis);
  const worded = (reason: Reason | undefined) => reason && reasonText(reason, words);
  return (
    <div className={styles.why}>
      <Lines first={worded(reasons[0]) ?? words.text('why.nothing')} second={worded(reasons[1])} />
    </div>
  );
};

const ForecastCell: Cell = ({ node: { diagnosis } }) => {
  const words = useText();
  const { forecast } = diagnosis;
  return <Lines first={forecastText(forecast, words)} second={forecastQualifier(forecast, words)} />;
};

const SlabCell: Cell = ({ node: { evidence } }) => {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { slabUnreclaimableBytes: bytes, memoryTotalBytes: total, slabHistory } = evidence;
  if (bytes === undefined) {
    return <NotSeen />;
  }
  return (
    <div className={styles.slab}>
      <Lines isNumber first={measures.bytes(bytes)} second={total ? measures.ratio(bytes / total) : undefined} />
      <TrendSparkline samples={slabHistory} label={text('slab.trend')} />
    </div>
  );
};

const GrowthCell: Cell = ({ node: { evidence } }) => {
  const { measures } = useText();
  return <Figure value={evidence.slabSteadyGrowthBytesPerDay} format={measures.bytesPerDay} />;
};

const CgroupsCell: Cell = ({ node: { evidence } }) => {
  const { text, measures } = useText();
  const { memoryCgroups: counted, liveMemoryCgroups: live } = evidence;
  if (counted === undefined && live === undefined) {
    return <NotSeen />;
  }
  return (
    <Lines
      isNumber
      first={counted === undefined ? <NotSeen /> : measures.count(counted)}
      second={live === undefined ? text('cgroups.liveNotSeen') : text('cgroups.live', { live: measures.count(live) })}
    />
  );
};

const CreationsCell: Cell = ({ node }) => {
  const { text, measures } = useText();
  const refused = refusedCreations(node);
  const { cgroupCreates15m: tried, podStarts15m: started } = node.evidence;
  const second =
    tried === undefined ? undefined : text('creations.tried', { tried: measures.count(Math.round(tried)), started: measures.count(Math.round(started ?? 0)) });
  return refused === undefined && second === undefined ? (
    <NotSeen />
  ) : (
    <Lines isNumber first={refused === undefined ? <NotSeen /> : measures.count(refused)} second={second} />
  );
};

const StuckPodsCell: Cell = ({ node: { evidence } }) => {
  const { measures } = useText();
  return <Lines isNumber first={measures.count(evidence.stuckPods.length)} />;
};

const KernelCell: Cell = ({ node: { evidence, diagnosis } }) => {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  return evidence.kernelRelease === undefined ? (
    <NotSeen />
  ) : (
    <Lines first={<span className={styles.name}>{evidence.kernelRelease}</span>} second={text(`kernel.${diagnosis.kernel.class}`)} />
  );
};

const AccountingCell: Cell = ({ node: { evidence } }) => {
  const { text } = useText();
  const { kmemAccountingOn: isOn, nokmemRunning } = evidence;
  const first = isOn === undefined ? text('accounting.notSeen') : text(isOn ? 'accounting.on' : 'accounting.off');
  return <Lines first={first} second={nokmemRunning ? text('accounting.nokmem') : undefined} />;
};

const UptimeCell: Cell = ({ node: { evidence } }) => {
  const { measures } = useText();
  const { bootTimeSeconds, atSeconds } = evidence;
  if (bootTimeSeconds === undefined) {
    return <NotSeen />;
  }
  return (
    <span title={measures.dateTime(bootTimeSeconds)}>
      <Lines first={measures.duration(atSeconds - bootTimeSeconds)} />
    </span>
  );
};

const KubeletCell: Cell = ({ node: { evidence } }) => (evidence.kubeletVersion === undefined ? <NotSeen /> : <Lines first={evidence.kubeletVersion} />);
const RuntimeCell: Cell = ({ node: { evidence } }) =>
  evidence.containerRuntimeVersion === undefined ? <NotSeen /> : <Lines first={evidence.containerRuntimeVersion} />;

export const cells: Record<ColumnId, Cell> = {
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
  number: css({ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  second: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall }),
  name: css({ overflowWrap: 'anywhere', whiteSpace: 'nowrap' }),
  why: css({ minWidth: theme.spacing(32), maxWidth: theme.spacing(56) }),
  slab: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'center', justifyContent: 'space-between' }),
});
