import { RefreshPicker, Stack, TimeRangePicker } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { rawSpanOf, timeRangeOf } from '../../../data/timeSpan';
import { useText } from '../../../locales/TextProvider';
import { movedSpan } from '../address/movedSpan';
import { usePage } from './PageContext';
import { SourcePicker } from './SourcePicker';
import { usePickSource } from './usePickSource';
import { useRefresh } from './useRefresh';

export interface PageReading {
  isReading: boolean;
  askAgain: () => void;
}

export interface QuestionToolbarProps {
  reading: PageReading;
  hasSpan: boolean;
  /** A cluster that was chosen is one of this data source. */
  forgetsCluster: boolean;
  /** What this page asks about besides: stands behind the data source. */
  children?: ReactNode;
}

/** Whom a page asks, about which time, and how often again. */
export function QuestionToolbar({ reading, hasSpan, forgetsCluster, children }: QuestionToolbarProps) {
  const { text } = useText();
  const { all, source, view, changeView } = usePage();
  const pickSource = usePickSource({ forgetsCluster });
  useRefresh(source ? view.refresh : '', reading.isReading, reading.askAgain);
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <SourcePicker sources={all} sourceUid={source?.uid} pickSource={pickSource} />
      {children}
      {hasSpan && <SpanPicker />}
      <RefreshPicker
        value={view.refresh}
        onIntervalChanged={(refresh) => changeView({ refresh })}
        onRefresh={reading.askAgain}
        isLoading={reading.isReading}
        tooltip={text('toolbar.refresh')}
        isOnCanvas
      />
    </Stack>
  );
}

function SpanPicker() {
  const { view, changeView } = usePage();
  const range = timeRangeOf(view.span);
  return (
    <TimeRangePicker
      value={range}
      onChange={(chosen) => changeView({ span: rawSpanOf(chosen) })}
      onChangeTimeZone={() => undefined}
      onMoveBackward={() => changeView({ span: movedSpan(range, 'backward') })}
      onMoveForward={() => changeView({ span: movedSpan(range, 'forward') })}
      onZoom={() => changeView({ span: movedSpan(range, 'wider') })}
      isOnCanvas
    />
  );
}
