import { type NavModelItem } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Alert, Stack } from '@grafana/ui';
import React, { type PropsWithChildren, type ReactNode } from 'react';
import { PageLink } from '../../../components/PageLink';
import { type Progress } from '../../../data/progress';
import { type AskedSpan } from '../../../signals/answer';
import { useText } from '../../../locales/TextProvider';
import { useLinks } from '../address/links';
import { usePage } from './PageContext';
import { type PageReading, QuestionToolbar } from './QuestionToolbar';
import { QueryTrouble } from './QueryTrouble';
import { SettingsProblems } from './SettingsProblems';
import { SourceTrouble } from './SourceTrouble';

interface Read {
  span: AskedSpan;
  progress: Progress<string>;
  isFinished: boolean;
}

export interface PageShellProps {
  /** Where the page stands in Grafana: its heading, and the way to it. */
  place: NavModelItem;
  isFirst?: boolean;
  /** The first stop of the page for the keyboard. */
  skip?: ReactNode;
  reading: PageReading & { isStale?: boolean; shown?: Read; latest?: Read };
  /** Stands behind the data source in the toolbar. */
  toolbar?: ReactNode;
  hasSpan?: boolean;
  /** A cluster that was chosen is one of this data source. */
  forgetsCluster?: boolean;
}

/** What frames every page that asks: the toolbar, the way back, what is wrong with settings or data source, and what failed. */
export function PageShell({
  place,
  isFirst = false,
  skip,
  reading,
  toolbar,
  hasSpan = true,
  forgetsCluster = false,
  children,
}: PropsWithChildren<PageShellProps>) {
  const { text, measures } = useText();
  const { problems, all, choice, source } = usePage();
  const { nodes } = useLinks();
  const { shown, latest } = reading;
  // During a refresh the trouble worth naming is that of the answers still shown.
  const told = latest?.isFinished ? latest : (shown ?? latest);
  return (
    <PluginPage
      pageNav={place}
      actions={
        <>
          {skip}
          <QuestionToolbar {...{ reading, hasSpan, forgetsCluster }}>{toolbar}</QuestionToolbar>
        </>
      }
    >
      <Stack direction="column" gap={2}>
        {!isFirst && <PageLink path={nodes}>◂ {text('runbook.backToNodes')}</PageLink>}
        <SettingsProblems problems={problems} />
        {!source && <SourceTrouble choice={choice} hasOthers={all.length > 0} />}
        {reading.isStale && shown && (
          <Alert severity="warning" title={text('stale', { time: measures.dateTime(shown.span.atSeconds) })} />
        )}
        {source && told && <QueryTrouble queries={told.progress} askAgain={reading.askAgain} />}
        {children}
      </Stack>
    </PluginPage>
  );
}
