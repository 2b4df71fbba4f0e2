import { RefreshPicker, Stack, TimeRangePicker } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { rawSpanOf, timeRangeOf } from '../../../data/timeSpan';
import { useText } from '../../../locales/TextProvider';
import { movedSpan } from '../address/movedSpan';
import { type NodesView } from '../address/nodesView';
import { type ChangeView } from '../address/useNodesView';
import { SourcePicker, type SourcePickerProps } from './SourcePicker';

export interface QuestionToolbarProps extends SourcePickerProps {
  view: NodesView;
  changeView: ChangeView;
  reading: { isReading: boolean; readAgain: () => void };
  /** What this page asks about besides: stands behind the data source. */
  children?: ReactNode;
}

/** Whom a page asks, about which time, and how often again. */
export function QuestionToolbar({
  view,
  changeView,
  reading,
  sources,
  sourceUid,
  pickSource,
  children,
}: QuestionToolbarProps) {
  const { text } = useText();
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <SourcePicker {...{ sources, sourceUid, pickSource }} />
      {children}
      <SpanPicker {...{ view, changeView }} />
      <RefreshPicker
        value={view.refresh}
        onIntervalChanged={(refresh) => changeView({ refresh })}
        onRefresh={reading.readAgain}
        isLoading={reading.isReading}
        tooltip={text('toolbar.refresh')}
        isOnCanvas
      />
    </Stack>
  );
}

function SpanPicker({ view, changeView }: Pick<QuestionToolbarProps, 'view' | 'changeView'>) {
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
