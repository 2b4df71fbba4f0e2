import { type FieldSparkline, FieldType } from '@grafana/data';
import { Sparkline, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type SlabSample } from '../diagnosis';

export interface TrendSparklineProps {
  samples: readonly SlabSample[];
  label: string;
  width?: number;
  height?: number;
  /** The figure at the upper edge; a little above the highest where it is absent. */
  topBytes?: number;
}

export function TrendSparkline({ samples, label, width = 64, height = 22, topBytes }: TrendSparklineProps) {
  const theme = useTheme2();
  const sparkline = useMemo(() => toSparkline(samples, topBytes), [samples, topBytes]);
  if (!sparkline) {
    return null;
  }
  return (
    <span role="img" aria-label={label}>
      <Sparkline theme={theme} width={width} height={height} sparkline={sparkline} />
    </span>
  );
}

function toSparkline(samples: readonly SlabSample[], topBytes?: number): FieldSparkline | undefined {
  if (samples.length < 2) {
    return undefined;
  }
  const bytes = samples.map((sample) => sample.bytes);
  // From zero: fitted to its own range, the noise of a quiet node would look like a leak.
  const min = 0;
  const max = topBytes ?? Math.max(1, ...bytes) * 1.1;
  return {
    x: { name: 'time', type: FieldType.time, config: {}, values: samples.map(({ timeSeconds }) => timeSeconds * 1000) },
    // Sparkline throws from Grafana 12.4 on unless the range is given.
    y: {
      name: 'bytes',
      type: FieldType.number,
      config: { min, max },
      values: bytes,
      state: { range: { min, max, delta: max - min } },
    },
  };
}
